SELECT id, name, scopes, created_at, expires_at, used_at
FROM api_tokens
WHERE person_id = :person AND expires_at > :now
ORDER BY id DESC
LIMIT 20
