SELECT id, to_name, to_address, language, event, ticket, path, details, token, due_at, sent_at, failed_at
FROM mails
WHERE id < :before AND sent_at IS NOT NULL
ORDER BY id DESC
LIMIT :limit
