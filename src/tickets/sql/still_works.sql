SELECT p.id
FROM people p
JOIN team_members m ON m.person_id = p.id AND m.team_id = :team
WHERE p.id = :id AND p.active = 1 AND p.role IN ('agent', 'supervisor')
