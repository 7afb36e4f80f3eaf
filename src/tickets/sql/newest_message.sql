SELECT id FROM messages WHERE ticket_id = :ticket ORDER BY id DESC LIMIT 1
