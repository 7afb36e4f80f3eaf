-- SKIP LOCKED: workers of all nodes pass by what another is just taking.
UPDATE jobs SET due = :lease_end, tries = tries + 1, key = NULL
WHERE id = (SELECT id FROM jobs WHERE due <= :now ORDER BY due, id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, kind, payload, tries
