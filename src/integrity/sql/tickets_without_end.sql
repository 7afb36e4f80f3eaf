SELECT number AS what FROM tickets
WHERE status = 'close'
  AND NOT EXISTS (SELECT 1 FROM history WHERE history.ticket_id = tickets.id
                                          AND history.happened IN ('ditutup', 'ditutup_otomatis', 'dibatalkan'))
ORDER BY id LIMIT 20
