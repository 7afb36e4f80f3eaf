SELECT id FROM history
WHERE ticket_id = :ticket AND happened = :happened AND detail = :detail AND at > :since
LIMIT 1
