SELECT number, status, service_id, created_at, started_at, resolved_at, closed_at, confirm_by, resolution_due, updated_at
FROM tickets
WHERE id = :id
