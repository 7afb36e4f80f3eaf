SELECT id, uploader_id, ticket_id, message_id, name, type, size, sha256, scan, finding, created_at
FROM attachments
WHERE id = :id AND scan <> 'virus' AND (scan <> 'menunggu' OR uploader_id = :reader)
