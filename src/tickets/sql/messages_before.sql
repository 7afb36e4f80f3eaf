SELECT id, author_id, author_name, kind, body, created_at
FROM messages
WHERE ticket_id = :ticket AND id < :before AND (kind <> 'catatan' OR :notes = 1)
ORDER BY id DESC
LIMIT :limit
