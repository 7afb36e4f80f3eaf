INSERT INTO identities (issuer, subject, person_id, created_at)
VALUES (:issuer, :subject, :person, :now)
