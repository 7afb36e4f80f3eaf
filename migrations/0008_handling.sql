-- What staff decide about a ticket beyond its state: escalations; and what the requester thought of the result.
CREATE TABLE escalations (
    id IDENTITY PRIMARY KEY,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    agent_id BIGINT NOT NULL REFERENCES people (id),
    agent_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    wish TEXT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    answered_at BIGINT,
    supervisor_id BIGINT REFERENCES people (id),
    decision TEXT NOT NULL DEFAULT '',
    answer TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX escalations_of_ticket ON escalations (ticket_id, id);

CREATE TABLE ratings (
    ticket_id BIGINT NOT NULL PRIMARY KEY REFERENCES tickets (id),
    agent_id BIGINT REFERENCES people (id),
    grade BIGINT NOT NULL,
    feedback TEXT NOT NULL,
    created_at BIGINT NOT NULL
) STRICT;

CREATE INDEX ratings_of_agent ON ratings (agent_id, created_at);
