SELECT id
FROM tickets
WHERE assignee_id = :assignee AND status IN ('open', 'diproses', 'menunggu_pemohon')
ORDER BY resolution_due, id
