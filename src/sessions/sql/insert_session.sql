INSERT INTO sessions (id, person_id, secret, channel, address, browser, created_at, seen_at, expires_at)
VALUES (:id, :person, :secret, :channel, :address, :browser, :now, :now, :expires)
