SELECT tickets.number AS what FROM messages
JOIN tickets ON tickets.id = messages.ticket_id
WHERE (messages.kind <> 'sistem' AND messages.author_id IS NULL) OR messages.created_at < tickets.created_at
ORDER BY messages.id LIMIT 20
