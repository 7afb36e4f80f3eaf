INSERT INTO single_use_tokens (digest, purpose, person_id, details, created_at, expires_at)
VALUES (:digest, :purpose, :person, :details, :now, :expires)
