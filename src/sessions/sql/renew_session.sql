UPDATE sessions SET id = :fresh, secret = :secret WHERE id = :id RETURNING id
