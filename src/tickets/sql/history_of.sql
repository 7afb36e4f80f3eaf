SELECT id, at, actor_name, happened, detail, staff_only
FROM history
WHERE ticket_id = :ticket AND staff_only <= :staff
ORDER BY id DESC
LIMIT 1000
