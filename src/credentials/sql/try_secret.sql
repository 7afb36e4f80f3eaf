INSERT INTO second_factors (person_id, secret) VALUES (:person, :secret)
ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, last_step = 0
WHERE second_factors.confirmed_at IS NULL
RETURNING person_id
