UPDATE identities SET password_hash = :fresh
WHERE issuer = 'local' AND person_id = :person AND password_hash = :outdated
