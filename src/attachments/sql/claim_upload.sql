INSERT INTO uploads (person_id, day, bytes) VALUES (:person, :day, :bytes)
ON CONFLICT (person_id, day) DO UPDATE SET bytes = uploads.bytes + excluded.bytes
WHERE uploads.bytes + excluded.bytes <= :most
RETURNING bytes
