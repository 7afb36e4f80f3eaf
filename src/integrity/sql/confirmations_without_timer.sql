-- A resolved ticket closes by itself one day.
SELECT tickets.number AS what FROM tickets
WHERE tickets.status = 'resolve'
  AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.key = 'tutup:' || tickets.id)
  AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.kind = 'tiket.tutup'
                                       AND jobs.payload LIKE '{"ticket":' || tickets.id || ',%')
ORDER BY tickets.id LIMIT 20
