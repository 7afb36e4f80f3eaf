SELECT s.id, s.seen_at, p.role, p.version
FROM jsonb_array_elements_text(CAST(:ids AS JSONB)) AS wanted (id)
JOIN sessions s ON s.id = wanted.id
JOIN people p ON p.id = s.person_id
WHERE s.expires_at > :now AND p.active = 1
