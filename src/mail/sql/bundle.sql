-- What is left to send of it.
SELECT id, to_name, to_address, language, event, ticket, path, details, token, due_at, sent_at, failed_at
FROM mails
WHERE ticket = :ticket AND due_at = :due AND SUBSTR(token, 1, 16) = :key AND sent_at IS NULL AND failed_at IS NULL
