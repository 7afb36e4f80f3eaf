SELECT id
FROM tickets
WHERE assignee_id = :assignee AND status NOT IN ('resolve', 'close')
ORDER BY resolution_due, id
