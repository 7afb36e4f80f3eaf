SELECT id, author_id, author_name, kind, body, created_at
FROM messages
WHERE ticket_id = :ticket AND author_id = :author AND submit_id = :submit_id
