UPDATE jobs SET due = :lease_end, tries = tries + 1, key = NULL
WHERE id = (SELECT id FROM jobs WHERE due <= :now ORDER BY due, id LIMIT 1)
RETURNING id, kind, payload, tries
