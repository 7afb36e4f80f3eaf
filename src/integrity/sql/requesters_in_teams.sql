SELECT people.name AS what FROM team_members
JOIN people ON people.id = team_members.person_id
WHERE people.role NOT IN ('agent', 'supervisor')
ORDER BY people.id LIMIT 20
