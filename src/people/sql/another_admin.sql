SELECT id FROM people WHERE role = 'admin' AND active = 1 AND id <> :id ORDER BY id LIMIT 1
