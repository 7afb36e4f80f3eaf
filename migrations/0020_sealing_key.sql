-- Secrets of authenticator apps are encrypted under a key that is not here; so that nobody seals under another one by
-- mistake, the database remembers which key that is.

-- One row at most, from the first sealed secret on. `fingerprint` says which key it is and nothing of what it is.
CREATE TABLE sealing_key (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    fingerprint TEXT NOT NULL
) STRICT;
