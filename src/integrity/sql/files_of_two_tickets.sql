SELECT attachments.id AS what FROM attachments
LEFT JOIN messages ON messages.id = attachments.message_id
WHERE (attachments.ticket_id IS NULL) <> (attachments.message_id IS NULL)
   OR messages.ticket_id <> attachments.ticket_id
ORDER BY attachments.id LIMIT 20
