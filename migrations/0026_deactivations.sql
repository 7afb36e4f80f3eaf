-- Who deactivated somebody, and in which role: what an administrator decided is not for a supervisor to undo.
CREATE TABLE deactivations (
    person_id BIGINT PRIMARY KEY REFERENCES people (id),
    by_id BIGINT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    at BIGINT NOT NULL
) STRICT;
