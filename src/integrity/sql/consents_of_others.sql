SELECT tickets.number AS what FROM consents
JOIN tickets ON tickets.id = consents.ticket_id
WHERE consents.person_id <> tickets.requester_id
ORDER BY tickets.id LIMIT 20
