SELECT p.id, p.name, p.email, p.audience, p.role, p.language, p.mail_notices, p.active, p.version, i.password_hash
FROM identities i
JOIN people p ON p.id = i.person_id
WHERE i.issuer = :issuer AND i.subject = :subject
