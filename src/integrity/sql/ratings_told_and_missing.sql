SELECT tickets.number AS what FROM history
JOIN tickets ON tickets.id = history.ticket_id
WHERE history.happened = 'dinilai' AND NOT EXISTS (SELECT 1 FROM ratings WHERE ratings.ticket_id = tickets.id)
ORDER BY history.id LIMIT 20
