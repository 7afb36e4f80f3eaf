INSERT INTO recovery_codes (person_id, digest) VALUES (:person, :digest)
