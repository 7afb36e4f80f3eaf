SELECT s.id, s.seen_at, p.role, p.version
FROM sessions s
JOIN people p ON p.id = s.person_id
WHERE s.id = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(:ids AS JSONB))))
  AND s.expires_at > :now AND p.active = 1
