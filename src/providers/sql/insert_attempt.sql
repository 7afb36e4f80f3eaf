INSERT INTO sign_in_attempts (state, channel, browser, nonce, verifier, destination, network, created_at, expires_at)
VALUES (:state, :channel, :browser, :nonce, :verifier, :destination, :network, :now, :expires)
