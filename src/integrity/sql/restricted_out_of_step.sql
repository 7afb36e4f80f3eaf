-- A ticket of a restricted service is restricted.
SELECT number AS what FROM tickets
JOIN services ON services.id = tickets.service_id
WHERE services.restricted = 1 AND tickets.restricted = 0
ORDER BY tickets.id LIMIT 20
