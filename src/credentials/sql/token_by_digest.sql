SELECT t.details, t.tries, t.expires_at,
       p.id, p.name, p.email, p.audience, p.role, p.language, p.mail_notices, p.active, p.version
FROM single_use_tokens t
JOIN people p ON p.id = t.person_id
WHERE t.digest = :digest AND t.purpose = :purpose AND t.expires_at > :now AND p.active = 1
