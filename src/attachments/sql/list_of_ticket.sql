SELECT id, uploader_id, ticket_id, message_id, name, type, size, sha256, scan, finding, created_at
FROM attachments
WHERE ticket_id = :ticket
