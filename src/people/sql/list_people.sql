SELECT id, name, email, audience, role, language, mail_notices, active, version
FROM people
WHERE id > :after AND (LOWER(name) LIKE :pattern OR LOWER(email) LIKE :pattern)
ORDER BY id
LIMIT :limit
