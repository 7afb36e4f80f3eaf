UPDATE jobs SET due = :now, parked_at = NULL, tries = 0, error = '' WHERE id = :id AND parked_at IS NOT NULL
