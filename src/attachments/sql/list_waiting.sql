SELECT id, uploader_id, ticket_id, message_id, form, name, type, size, sha256, scan, finding, created_at
FROM attachments
WHERE uploader_id = :uploader AND place = :place AND message_id IS NULL
ORDER BY created_at, id
