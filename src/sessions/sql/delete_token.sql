DELETE FROM api_tokens WHERE id = :id AND person_id = :person RETURNING id
