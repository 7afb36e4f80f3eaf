SELECT id, channel, address, browser, created_at, seen_at
FROM sessions
WHERE person_id = :person AND expires_at > :now
ORDER BY seen_at DESC, id
LIMIT 100
