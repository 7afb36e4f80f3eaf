SELECT id, uploader_id, ticket_id, message_id, name, type, size, sha256, scan, finding, scan_tries, created_at
FROM attachments
WHERE scan = 'menunggu' AND scan_due <= :now
ORDER BY scan_due, id
LIMIT 1
