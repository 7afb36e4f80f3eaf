SELECT id, name, email, audience, role, language, mail_notices, active, version
FROM people
WHERE role IN ('agent', 'supervisor', 'admin') AND id > :after
ORDER BY id
LIMIT :limit
