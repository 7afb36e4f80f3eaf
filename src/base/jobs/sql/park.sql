UPDATE jobs SET due = NULL, parked_at = :now, error = :error WHERE id = :id AND tries = :tries AND parked_at IS NULL
