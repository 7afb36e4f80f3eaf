INSERT INTO escalations (ticket_id, agent_id, agent_name, reason, wish, note, created_at)
VALUES (:ticket, :agent, :agent_name, :reason, :wish, :note, :now)
