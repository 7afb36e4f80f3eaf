INSERT INTO messages (ticket_id, author_id, author_name, kind, body, submit_id, created_at)
VALUES (:ticket, :author, :author_name, :kind, :body, :submit_id, :now)
ON CONFLICT (ticket_id, author_id, submit_id) DO NOTHING
RETURNING id
