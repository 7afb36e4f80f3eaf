INSERT INTO deactivations (person_id, by_id, role, at) VALUES (:person, :by, :role, :at)
ON CONFLICT (person_id) DO UPDATE SET by_id = excluded.by_id, role = excluded.role, at = excluded.at
