-- A ticket's state and its times say the same.
SELECT number AS what FROM tickets
WHERE (status = 'close') <> (closed_at IS NOT NULL)
   OR (status = 'close') <> (close_reason <> '')
   OR (status IN ('menunggu_pemohon', 'resolve') AND paused_at IS NULL)
   OR (status IN ('open', 'diproses') AND paused_at IS NOT NULL)
   OR (status = 'resolve' AND (resolved_at IS NULL OR confirm_by IS NULL))
   OR (status NOT IN ('open', 'diproses', 'menunggu_pemohon', 'resolve', 'close'))
ORDER BY id LIMIT 20
