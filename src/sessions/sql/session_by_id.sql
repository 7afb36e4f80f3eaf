SELECT s.id AS session_id, s.secret, s.channel, s.created_at, s.seen_at, s.expires_at,
       p.id, p.name, p.email, p.audience, p.role, p.language, p.mail_notices, p.active, p.version, m.team_id,
       (SELECT version FROM catalog_version WHERE id = 1) AS catalog_version,
       (SELECT version FROM calendar_version WHERE id = 1) AS calendar_version,
       CASE WHEN p.role = 'admin' AND s.channel = 'local'
                 AND NOT EXISTS (SELECT 1 FROM second_factors f
                                 WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL)
            THEN 1 ELSE 0 END AS needs_second_factor
FROM sessions s
JOIN people p ON p.id = s.person_id
LEFT JOIN team_members m ON m.person_id = p.id
WHERE s.id = :id AND s.expires_at > :now AND p.active = 1
