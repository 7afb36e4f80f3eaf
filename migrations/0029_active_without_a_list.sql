-- SQLite builds a table for a list of three, for every row that is written and every index that asks: `NOT IN` with two it compares.
DROP INDEX tickets_unassigned;
CREATE INDEX tickets_unassigned ON tickets (team_id, resolution_due, id)
    WHERE assignee_id IS NULL AND status NOT IN ('resolve', 'close');
DROP INDEX tickets_of_service_active;
CREATE INDEX tickets_of_service_active ON tickets (team_id, service_id, resolution_due, id)
    WHERE status NOT IN ('resolve', 'close');
DROP INDEX tickets_of_assignee;
CREATE INDEX tickets_of_assignee ON tickets (assignee_id, resolution_due, id, team_id, requester_id)
    WHERE assignee_id IS NOT NULL AND status NOT IN ('resolve', 'close');
DROP INDEX tickets_restricted_of_assignee;
CREATE INDEX tickets_restricted_of_assignee ON tickets (assignee_id, team_id)
    WHERE restricted = 1 AND assignee_id IS NOT NULL AND status NOT IN ('resolve', 'close');
