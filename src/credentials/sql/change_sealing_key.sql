UPDATE sealing_key SET fingerprint = :fingerprint WHERE id = 1
