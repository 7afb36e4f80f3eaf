SELECT id, name, email, audience, role, language, mail_notices, active, version
FROM people
WHERE LOWER(email) = :email AND audience = 'internal'
ORDER BY id
LIMIT 2
