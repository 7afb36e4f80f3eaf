UPDATE identities SET password_hash = :hash WHERE issuer = 'local' AND subject = :user_name RETURNING person_id
