UPDATE audit_chain SET hash = :hash WHERE id = 1
