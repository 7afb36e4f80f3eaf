SELECT name AS what FROM people
WHERE NOT EXISTS (SELECT 1 FROM identities WHERE identities.person_id = people.id)
ORDER BY id LIMIT 20
