INSERT INTO inspections (person_id, ticket_id, reason, created_at) VALUES (:person, :ticket, :reason, :now)
