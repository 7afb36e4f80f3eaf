DELETE FROM sessions WHERE id = :id AND person_id = :person RETURNING id
