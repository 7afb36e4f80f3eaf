SELECT id, uploader_id, ticket_id, message_id, name, type, size, sha256, created_at FROM attachments WHERE id = :id
