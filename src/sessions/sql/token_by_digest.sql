SELECT t.id AS token_id, t.scopes, t.created_at, t.expires_at, t.used_at,
       p.id, p.name, p.email, p.audience, p.role, p.language, p.mail_notices, p.active, p.version
FROM api_tokens t
JOIN people p ON p.id = t.person_id
WHERE t.digest = :digest AND t.expires_at > :now AND p.active = 1
