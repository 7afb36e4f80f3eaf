-- CROSS JOIN: from the list to the sessions, never the other way round.
SELECT s.id, s.seen_at, p.role, p.version
FROM json_each(:ids) AS wanted
CROSS JOIN sessions s ON s.id = wanted.value
JOIN people p ON p.id = s.person_id
WHERE s.expires_at > :now AND p.active = 1
