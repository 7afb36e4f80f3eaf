INSERT INTO workloads (person_id, capacity, away_until) VALUES (:person, :capacity, :away_until)
ON CONFLICT (person_id) DO UPDATE SET capacity = excluded.capacity, away_until = excluded.away_until
