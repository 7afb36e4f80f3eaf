SELECT p.id, p.name, p.email, p.audience, p.role, p.language, p.mail_notices, p.active, p.version
FROM team_members m
JOIN people p ON p.id = m.person_id
WHERE m.team_id = :team AND p.role IN ('agent', 'supervisor')
ORDER BY p.name, p.id
