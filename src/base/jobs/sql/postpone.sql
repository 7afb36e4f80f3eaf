-- The try that was counted when it was taken did not count.
UPDATE jobs SET due = :due, error = :error, tries = tries - 1 WHERE id = :id AND tries = :tries AND parked_at IS NULL
