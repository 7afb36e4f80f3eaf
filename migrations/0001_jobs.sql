-- Work outside the request: queued in the transaction that wants it, taken by a worker when it is due.
-- `due` is when a worker may take it; taking it moves `due` to the end of the lease, so an expired lease is simply due
-- again. It is NULL once the job is parked. `key` is that of a job nobody has started yet: starting it frees the key.
CREATE TABLE jobs (
    id IDENTITY PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    key TEXT,
    due BIGINT,
    tries BIGINT NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    parked_at BIGINT,
    CHECK ((due IS NULL) = (parked_at IS NOT NULL))
) STRICT;

CREATE INDEX jobs_due ON jobs (due, id);
CREATE UNIQUE INDEX jobs_key ON jobs (key) WHERE key IS NOT NULL;
CREATE INDEX jobs_parked ON jobs (parked_at, id) WHERE parked_at IS NOT NULL;
