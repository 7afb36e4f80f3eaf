DELETE FROM sessions WHERE person_id = :person
