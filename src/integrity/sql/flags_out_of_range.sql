SELECT number AS what FROM tickets
WHERE restricted NOT IN (0, 1) OR escalated NOT IN (0, 1) OR requester_unread NOT IN (0, 1)
   OR staff_unread NOT IN (0, 1) OR needs_requester NOT IN (0, 1)
   OR (needs_requester = 1) <> (status IN ('menunggu_pemohon', 'resolve'))
ORDER BY id LIMIT 20
