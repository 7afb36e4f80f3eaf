-- What came in and what was resolved today is counted in a short range of these, never over all tickets of a team.
CREATE INDEX tickets_came_in ON tickets (team_id, created_at);
CREATE INDEX tickets_resolved ON tickets (team_id, resolved_at) WHERE resolved_at IS NOT NULL;
