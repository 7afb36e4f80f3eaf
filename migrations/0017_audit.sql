-- Who did what, so that it can be shown later that nobody changed the record: rows are chained by hash (src/audit).
CREATE TABLE audit_log (
    number BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    person_id BIGINT,
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    detail TEXT NOT NULL,
    address TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX audit_log_of_person ON audit_log (person_id, number);
CREATE INDEX audit_log_of_act ON audit_log (act, number);
CREATE INDEX audit_log_of_object ON audit_log (object, number);

-- One row: where the chain ends, and where it begins since older rows have served their time.
CREATE TABLE audit_chain (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    newest BIGINT NOT NULL,
    hash TEXT NOT NULL,
    oldest BIGINT NOT NULL,
    before_oldest TEXT NOT NULL
) STRICT;

INSERT INTO audit_chain (id, newest, hash, oldest, before_oldest) VALUES
    (1, 0, '0000000000000000000000000000000000000000000000000000000000000000',
     1, '0000000000000000000000000000000000000000000000000000000000000000');

-- An administrator said why they read a ticket, and may for a while.
CREATE TABLE inspections (
    id IDENTITY PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES people (id),
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    reason TEXT NOT NULL,
    created_at BIGINT NOT NULL
) STRICT;

CREATE INDEX inspections_of_person ON inspections (person_id, ticket_id, created_at);
