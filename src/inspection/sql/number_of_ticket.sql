SELECT number FROM tickets WHERE id = :ticket
