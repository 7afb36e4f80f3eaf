SELECT number, at, person_id, act, object, detail, address, hash
FROM audit_log
WHERE number > :number AND number <= :newest
ORDER BY number
LIMIT :limit
