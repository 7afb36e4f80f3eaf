SELECT extra FROM tickets WHERE id = :id
