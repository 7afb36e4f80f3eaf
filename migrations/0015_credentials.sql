-- More ways to prove who one is: codes of an authenticator app, links to set a new password, tokens of programs.

-- `secret` is what the app shares with HERO (hexadecimal). Until `confirmed_at` it is only on trial. A code counts for
-- one step of thirty seconds; `last_step` is the latest that was used.
CREATE TABLE second_factors (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES people (id),
    secret TEXT NOT NULL,
    confirmed_at BIGINT,
    last_step BIGINT NOT NULL DEFAULT 0
) STRICT;

-- SHA-256 of codes that take the place of the app once; a used one is deleted.
CREATE TABLE recovery_codes (
    person_id BIGINT NOT NULL REFERENCES people (id),
    digest TEXT NOT NULL,
    PRIMARY KEY (person_id, digest)
) STRICT;

-- What lets somebody do one thing once: set a new password by a link, take the second step of signing in. `digest` is
-- the SHA-256 of what the person has, `details` what the purpose needs.
CREATE TABLE single_use_tokens (
    digest TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    details TEXT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) STRICT;

CREATE INDEX single_use_tokens_by_person ON single_use_tokens (person_id, purpose);
CREATE INDEX single_use_tokens_by_expiry ON single_use_tokens (expires_at);

CREATE TABLE api_tokens (
    id IDENTITY PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
) STRICT;

CREATE INDEX api_tokens_by_person ON api_tokens (person_id, id);
CREATE INDEX api_tokens_by_expiry ON api_tokens (expires_at);
