INSERT INTO history (ticket_id, at, actor_id, actor_name, happened, detail, staff_only)
VALUES (:ticket, :now, :actor, :actor_name, :happened, :detail, :staff_only)
