-- What was filed is the first message.
SELECT number AS what FROM tickets
WHERE NOT EXISTS (SELECT 1 FROM messages WHERE messages.ticket_id = tickets.id AND messages.kind = 'pemohon'
                                           AND messages.author_id = tickets.requester_id)
ORDER BY id LIMIT 20
