SELECT message_id, COUNT(*) AS files
FROM attachments
WHERE ticket_id = :ticket AND scan = 'menunggu' AND uploader_id <> :reader
GROUP BY message_id
