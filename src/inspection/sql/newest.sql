SELECT reason, created_at
FROM inspections
WHERE person_id = :person AND ticket_id = :ticket AND created_at > :since
ORDER BY created_at DESC
LIMIT 1
