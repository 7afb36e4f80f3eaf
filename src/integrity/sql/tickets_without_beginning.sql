SELECT number AS what FROM tickets
WHERE (SELECT count(*) FROM history WHERE history.ticket_id = tickets.id AND history.happened = 'diajukan') <> 1
ORDER BY id LIMIT 20
