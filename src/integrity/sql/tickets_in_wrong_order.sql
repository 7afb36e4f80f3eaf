-- Time runs forward.
SELECT number AS what FROM tickets
WHERE updated_at < created_at OR first_responded_at < created_at OR resolved_at < created_at OR closed_at < created_at
   OR first_response_due < created_at OR resolution_due < created_at OR version < 1
ORDER BY id LIMIT 20
