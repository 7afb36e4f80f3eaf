DELETE FROM sessions WHERE person_id = :person AND id <> :kept
