-- Contents that are on their way into object storage, or out of it: processes on several machines have no folder that could lock.
CREATE TABLE content_claims (
    sha256 TEXT NOT NULL PRIMARY KEY,
    leaving BIGINT NOT NULL,
    since BIGINT NOT NULL
) STRICT;

CREATE INDEX content_claims_by_age ON content_claims (leaving, since);
