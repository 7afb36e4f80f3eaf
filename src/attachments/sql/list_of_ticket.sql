SELECT id, uploader_id, ticket_id, message_id, name, type, size, sha256, created_at
FROM attachments
WHERE ticket_id = :ticket
ORDER BY message_id, created_at, id
