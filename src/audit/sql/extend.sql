-- The next number, and the hash it follows: whoever comes next waits here until this transaction ends.
UPDATE audit_chain SET newest = newest + 1 WHERE id = 1 RETURNING newest, hash
