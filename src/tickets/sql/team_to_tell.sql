SELECT p.id, p.name, p.email, p.language, p.mail_notices
FROM team_members m
JOIN people p ON p.id = m.person_id
WHERE m.team_id = :team AND p.active = 1 AND p.role IN ('agent', 'supervisor') AND p.id NOT IN (:requester, :actor)
