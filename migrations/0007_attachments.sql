-- Files of messages. A row without a message is waiting for one (kept after a validation error, or by a draft).
CREATE TABLE attachments (
    id TEXT NOT NULL PRIMARY KEY,
    uploader_id BIGINT NOT NULL REFERENCES people (id),
    ticket_id BIGINT REFERENCES tickets (id),
    message_id BIGINT REFERENCES messages (id),
    place TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    created_at BIGINT NOT NULL
) STRICT;

CREATE INDEX attachments_of_ticket ON attachments (ticket_id, message_id);
CREATE INDEX attachments_waiting ON attachments (uploader_id, place, created_at) WHERE message_id IS NULL;
CREATE INDEX attachments_stale ON attachments (created_at) WHERE message_id IS NULL;
CREATE INDEX attachments_by_content ON attachments (sha256);
