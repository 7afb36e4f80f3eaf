SELECT s.id AS session_id, s.secret, s.channel, s.created_at, s.seen_at, s.expires_at,
       p.id, p.name, p.email, p.audience, p.role, p.language, p.mail_notices, p.active, p.version,
       CASE WHEN p.role = 'admin' AND s.channel = 'local'
                 AND NOT EXISTS (SELECT 1 FROM second_factors f
                                 WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL)
            THEN 1 ELSE 0 END AS needs_second_factor
FROM sessions s
JOIN people p ON p.id = s.person_id
WHERE s.id = :id AND s.expires_at > :now AND p.active = 1
