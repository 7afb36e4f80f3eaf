SELECT id, agent_name, reason, wish, note, created_at, answered_at, decision, answer
FROM escalations
WHERE ticket_id = :ticket
ORDER BY id
