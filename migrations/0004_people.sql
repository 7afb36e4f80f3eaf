-- People, the teams they work in, how they sign in, and their sessions: who somebody is and what they may see.
CREATE TABLE people (
    id IDENTITY PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    audience TEXT NOT NULL,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    mail_notices BIGINT NOT NULL DEFAULT 1,
    active BIGINT NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX people_by_role ON people (role, id);

-- Issuer and subject of a provider, or 'local' and the user name. E-mail is never a key.
CREATE TABLE identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    password_hash TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
) STRICT;

CREATE INDEX identities_by_person ON identities (person_id);

CREATE TABLE team_members (
    team_id BIGINT NOT NULL REFERENCES teams (id),
    person_id BIGINT NOT NULL REFERENCES people (id),
    PRIMARY KEY (team_id, person_id)
) STRICT;

CREATE INDEX team_members_by_person ON team_members (person_id);

-- `id` is the SHA-256 of the token in the cookie.
CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES people (id),
    secret TEXT NOT NULL,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    browser TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) STRICT;

CREATE INDEX sessions_by_person ON sessions (person_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
