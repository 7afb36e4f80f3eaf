INSERT INTO jobs (kind, payload, key, due, created_at)
VALUES (:kind, :payload, :key, :due, :now)
ON CONFLICT DO NOTHING
