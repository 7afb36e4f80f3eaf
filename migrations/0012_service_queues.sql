-- The queue of one service, however rare it is among the tickets of its team, is read without the others.
CREATE INDEX tickets_of_service_active ON tickets (team_id, service_id, resolution_due, id) WHERE status IN ('open', 'diproses', 'menunggu_pemohon');
CREATE INDEX tickets_of_service ON tickets (team_id, service_id, updated_at, id);
