SELECT id AS what FROM attachments
WHERE size < 1 OR size > 2097152 OR length(sha256) <> 64 OR name = '' OR length(id) <> 32
ORDER BY id LIMIT 20
