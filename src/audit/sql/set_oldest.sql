UPDATE audit_chain SET oldest = :oldest, before_oldest = :before_oldest WHERE id = 1 AND oldest = :seen
