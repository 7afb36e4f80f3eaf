INSERT INTO api_tokens (digest, person_id, name, scopes, created_at, expires_at)
VALUES (:digest, :person, :name, :scopes, :now, :expires)
