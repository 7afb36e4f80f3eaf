DELETE FROM sign_in_attempts
WHERE state = :state AND channel = :channel AND browser = :browser AND expires_at > :now
RETURNING nonce, verifier, destination, created_at
