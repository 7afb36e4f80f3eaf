SELECT tickets.number AS what FROM tickets
WHERE tickets.status = 'menunggu_pemohon'
  AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.key = 'selesai:' || tickets.id)
  AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.kind = 'tiket.selesaikan'
                                       AND jobs.payload LIKE '{"ticket":' || tickets.id || ',%')
ORDER BY tickets.id LIMIT 20
