-- On PostgreSQL the dashboard reads nothing but the indexes of its lists.
-- only postgres
DROP INDEX tickets_of_assignee;
CREATE INDEX tickets_of_assignee ON tickets (assignee_id, resolution_due, id) INCLUDE (team_id, requester_id, status, restricted)
    WHERE assignee_id IS NOT NULL AND status NOT IN ('resolve', 'close');
DROP INDEX tickets_unassigned;
CREATE INDEX tickets_unassigned ON tickets (team_id, resolution_due, id) INCLUDE (requester_id)
    WHERE assignee_id IS NULL AND status NOT IN ('resolve', 'close');
DROP INDEX tickets_escalated;
CREATE INDEX tickets_escalated ON tickets (team_id, resolution_due, id) INCLUDE (requester_id) WHERE escalated = 1;
-- An index alone tells only of pages that VACUUM has seen, and what is counted are the tickets of these days. Of a
-- table that grows, a fifth of it would have to be new before it came by. It reads the new pages and leaves the others.
ALTER TABLE tickets SET (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 1000,
                         autovacuum_vacuum_scale_factor = 0.01);
-- both
