SELECT number
FROM audit_log
WHERE object = :object AND act = :act AND COALESCE(person_id, 0) = :person AND at > :since
ORDER BY number DESC
LIMIT 1
