-- Sign-ins under way at a provider, and the roles that its groups gave. `state` and `browser` are SHA-256 of what only
-- the browser has. A role is remembered so that it can be told from one that was given in HERO itself.
CREATE TABLE sign_in_attempts (
    state TEXT NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL,
    browser TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    destination TEXT NOT NULL,
    network TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) STRICT;

CREATE INDEX sign_in_attempts_by_network ON sign_in_attempts (network, expires_at);
CREATE INDEX sign_in_attempts_by_expiry ON sign_in_attempts (expires_at);

CREATE TABLE granted_roles (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES people (id),
    role TEXT NOT NULL,
    teams TEXT NOT NULL,
    granted_at BIGINT NOT NULL
) STRICT;
