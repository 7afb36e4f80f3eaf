SELECT newest, hash, oldest, before_oldest FROM audit_chain WHERE id = 1
