INSERT INTO people (name, email, audience, role, language, created_at)
VALUES (:name, :email, :audience, :role, :language, :now)
RETURNING id
