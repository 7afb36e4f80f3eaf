SELECT COUNT(*) AS amount
FROM tickets
WHERE assignee_id = :assignee
  AND status IN ('open', 'diproses', 'menunggu_pemohon')
  AND status <> 'menunggu_pemohon'
  AND resolution_due >= :from AND resolution_due <= :until
