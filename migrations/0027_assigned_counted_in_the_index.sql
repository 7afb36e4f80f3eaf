-- Counting what an agent has, and what of it is restricted, reads up to thousands of rows: of these indexes, none of the table.
DROP INDEX tickets_of_assignee;
CREATE INDEX tickets_of_assignee ON tickets (assignee_id, resolution_due, id, team_id, requester_id)
    WHERE status IN ('open', 'diproses', 'menunggu_pemohon');
CREATE INDEX tickets_restricted_of_assignee ON tickets (assignee_id, team_id)
    WHERE restricted = 1 AND status IN ('open', 'diproses', 'menunggu_pemohon');
