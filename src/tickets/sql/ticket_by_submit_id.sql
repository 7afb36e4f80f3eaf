SELECT id, number, service_id, team_id, requester_id, requester_name, subject, status, restricted, escalated,
       assignee_name, updated_at, resolution_due, confirmed_at, requester_unread, staff_unread, channel, language,
       kind, impact, assignee_id, follows_id, version, created_at, first_response_due, started_at,
       first_responded_at, paused_at, resolved_at, confirm_by, closed_at, close_reason, reopen_by
FROM tickets
WHERE requester_id = :requester AND submit_id = :submit_id
