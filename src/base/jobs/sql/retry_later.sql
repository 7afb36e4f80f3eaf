UPDATE jobs SET due = :due, error = :error WHERE id = :id AND tries = :tries AND parked_at IS NULL
