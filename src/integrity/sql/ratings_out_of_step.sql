-- A grade is 1 to 4 and its ticket was confirmed.
SELECT tickets.number AS what FROM ratings
JOIN tickets ON tickets.id = ratings.ticket_id
WHERE ratings.grade NOT BETWEEN 1 AND 4
   OR NOT EXISTS (SELECT 1 FROM history WHERE history.ticket_id = tickets.id AND history.happened = 'dinilai')
ORDER BY tickets.id LIMIT 20
