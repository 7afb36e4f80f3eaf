SELECT id, name, email, audience, role, language, mail_notices, active, version
FROM people
WHERE id = :id
