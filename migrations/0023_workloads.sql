-- What an agent can carry and how long they are away, so that tickets are assigned to people who have room for them.
CREATE TABLE workloads (
    person_id BIGINT PRIMARY KEY REFERENCES people (id),
    capacity BIGINT NOT NULL CHECK (capacity BETWEEN 1 AND 99),
    -- The last day of leave in Jakarta, "2026-03-17"; none: no leave is known.
    away_until TEXT CHECK (length(away_until) = 10)
) STRICT;
