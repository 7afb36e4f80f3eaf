INSERT INTO uploads (person_id, day, bytes) VALUES (:person, :day, 0)
ON CONFLICT (person_id, day) DO UPDATE SET bytes = uploads.bytes
