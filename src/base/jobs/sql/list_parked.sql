SELECT id, kind, error, parked_at FROM jobs
WHERE parked_at IS NOT NULL
ORDER BY parked_at DESC, id DESC
LIMIT :limit
