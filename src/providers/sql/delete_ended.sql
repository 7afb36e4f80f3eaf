DELETE FROM sign_in_attempts WHERE expires_at <= :now
