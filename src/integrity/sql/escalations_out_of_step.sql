SELECT number AS what FROM tickets
WHERE escalated <> (SELECT count(*) FROM escalations
                    WHERE escalations.ticket_id = tickets.id AND escalations.answered_at IS NULL)
ORDER BY id LIMIT 20
