-- The outbox: one row for each notice, written in the transaction of what it tells, sent by a worker.
-- `token` makes the Message-ID unguessable and stays, so that a mail sent twice after a crash is one mail to its reader.
CREATE TABLE mails (
    id IDENTITY PRIMARY KEY,
    person_id BIGINT REFERENCES people (id),
    to_name TEXT NOT NULL,
    to_address TEXT NOT NULL,
    language TEXT NOT NULL,
    event TEXT NOT NULL,
    ticket TEXT NOT NULL,
    path TEXT NOT NULL,
    details TEXT NOT NULL,
    token TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    sent_at BIGINT,
    failed_at BIGINT
) STRICT;

CREATE INDEX mails_grouped ON mails (ticket, event, person_id, due_at);
