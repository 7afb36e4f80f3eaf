SELECT id, due_at FROM mails
WHERE ticket = :ticket AND event = :event AND person_id = :person
ORDER BY due_at DESC
LIMIT 1
