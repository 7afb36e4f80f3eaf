INSERT INTO ratings (ticket_id, agent_id, grade, feedback, created_at)
VALUES (:ticket, :agent, :grade, :feedback, :now)
ON CONFLICT (ticket_id) DO NOTHING
RETURNING ticket_id
