SELECT capacity, away_until FROM workloads WHERE person_id = :person
