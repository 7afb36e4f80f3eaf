-- Tickets and everything that happens to them. Lists read only `tickets`; texts stay in `messages`.
CREATE TABLE numbering (
    prefix TEXT NOT NULL,
    year BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (prefix, year)
) STRICT;

CREATE TABLE tickets (
    id IDENTITY PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    service_id BIGINT NOT NULL REFERENCES services (id),
    team_id BIGINT NOT NULL REFERENCES teams (id),
    requester_id BIGINT NOT NULL REFERENCES people (id),
    requester_name TEXT NOT NULL,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    impact TEXT NOT NULL,
    subject TEXT NOT NULL,
    extra TEXT NOT NULL,
    status TEXT NOT NULL,
    restricted BIGINT NOT NULL,
    assignee_id BIGINT REFERENCES people (id),
    assignee_name TEXT NOT NULL DEFAULT '',
    escalated BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1,
    submit_id TEXT NOT NULL,
    follows_id BIGINT REFERENCES tickets (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    first_response_due BIGINT NOT NULL,
    resolution_due BIGINT NOT NULL,
    started_at BIGINT,
    first_responded_at BIGINT,
    paused_at BIGINT,
    resolved_at BIGINT,
    confirm_by BIGINT,
    confirmed_at BIGINT,
    closed_at BIGINT,
    close_reason TEXT NOT NULL DEFAULT '',
    reopen_by BIGINT,
    requester_unread BIGINT NOT NULL DEFAULT 0,
    staff_unread BIGINT NOT NULL DEFAULT 1,
    needs_requester BIGINT NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX tickets_once ON tickets (requester_id, submit_id);
CREATE INDEX tickets_list_open ON tickets (requester_id, needs_requester, updated_at, id) WHERE status <> 'close';
CREATE INDEX tickets_list_closed ON tickets (requester_id, updated_at, id) WHERE status = 'close';
CREATE INDEX tickets_of_assignee ON tickets (assignee_id, resolution_due, id) WHERE status IN ('open', 'diproses', 'menunggu_pemohon');
CREATE INDEX tickets_unassigned ON tickets (team_id, resolution_due, id) WHERE assignee_id IS NULL AND status IN ('open', 'diproses', 'menunggu_pemohon');
CREATE INDEX tickets_running ON tickets (team_id, resolution_due, id) WHERE status IN ('open', 'diproses');
CREATE INDEX tickets_waiting ON tickets (team_id, resolution_due, id) WHERE status = 'menunggu_pemohon';
CREATE INDEX tickets_escalated ON tickets (team_id, resolution_due, id) WHERE escalated = 1;
CREATE INDEX tickets_of_team ON tickets (team_id, updated_at, id);

-- Kept by the write path, so that no page counts tickets. `scope`: pemohon, tim or petugas; `bucket`: what is counted.
-- A count is the sum of its slots: concurrent writers on PostgreSQL take different slots instead of waiting.
CREATE TABLE ticket_counts (
    scope TEXT NOT NULL,
    scope_id BIGINT NOT NULL,
    bucket TEXT NOT NULL,
    slot BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (scope, scope_id, bucket, slot)
) STRICT;

CREATE TABLE messages (
    id IDENTITY PRIMARY KEY,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    author_id BIGINT REFERENCES people (id),
    author_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    submit_id TEXT NOT NULL,
    created_at BIGINT NOT NULL
) STRICT;

CREATE INDEX messages_of_ticket ON messages (ticket_id, id);
CREATE UNIQUE INDEX messages_once ON messages (ticket_id, author_id, submit_id);

CREATE TABLE history (
    id IDENTITY PRIMARY KEY,
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    at BIGINT NOT NULL,
    actor_id BIGINT REFERENCES people (id),
    actor_name TEXT NOT NULL,
    happened TEXT NOT NULL,
    detail TEXT NOT NULL,
    staff_only BIGINT NOT NULL
) STRICT;

CREATE INDEX history_of_ticket ON history (ticket_id, id);

CREATE TABLE consents (
    id IDENTITY PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES people (id),
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    text TEXT NOT NULL,
    channel TEXT NOT NULL,
    given_at BIGINT NOT NULL
) STRICT;

CREATE INDEX consents_of_person ON consents (person_id, id);
CREATE INDEX consents_of_ticket ON consents (ticket_id);
