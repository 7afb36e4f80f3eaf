-- What the requester said was said by the requester.
SELECT tickets.number AS what FROM messages
JOIN tickets ON tickets.id = messages.ticket_id
WHERE messages.kind = 'pemohon' AND messages.author_id <> tickets.requester_id
ORDER BY messages.id LIMIT 20
