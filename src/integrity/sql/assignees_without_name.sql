SELECT number AS what FROM tickets WHERE (assignee_id IS NULL) <> (assignee_name = '') ORDER BY id LIMIT 20
