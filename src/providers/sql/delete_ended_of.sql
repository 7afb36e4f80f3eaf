DELETE FROM sign_in_attempts WHERE network = :network AND expires_at <= :now
