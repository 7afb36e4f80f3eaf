SELECT grade, feedback, created_at FROM ratings WHERE ticket_id = :ticket
