DELETE FROM single_use_tokens WHERE expires_at <= :now
