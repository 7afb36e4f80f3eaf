UPDATE identities SET issuer = :issuer, subject = :subject
WHERE issuer = :old_issuer AND subject = :old_subject
RETURNING person_id
