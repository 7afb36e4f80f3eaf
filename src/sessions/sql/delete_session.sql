DELETE FROM sessions WHERE id = :id RETURNING address
