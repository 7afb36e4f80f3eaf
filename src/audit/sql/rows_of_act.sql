SELECT audit_log.number, audit_log.at, audit_log.person_id, audit_log.act, audit_log.object, audit_log.detail,
       audit_log.address, COALESCE(people.name, '') AS person_name
FROM audit_log
LEFT JOIN people ON people.id = audit_log.person_id
WHERE audit_log.act = :act
  AND (CAST(:address AS TEXT) = '' OR audit_log.address = :address)
  AND audit_log.at >= :from AND audit_log.at < :until AND audit_log.number < :before
ORDER BY audit_log.number DESC
LIMIT :limit
