SELECT person_id, secret
FROM second_factors
WHERE person_id > :after
ORDER BY person_id
LIMIT 100
