SELECT s.id AS session_id, s.secret, s.channel, s.created_at, s.seen_at,
       p.id, p.name, p.email, p.audience, p.role, p.language, p.mail_notices, p.active, p.version
FROM sessions s
JOIN people p ON p.id = s.person_id
WHERE s.id = :id AND s.expires_at > :now AND p.active = 1
