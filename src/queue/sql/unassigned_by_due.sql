SELECT id, number, service_id, team_id, requester_id, requester_name, channel, language, kind, impact, subject, status,
       restricted, assignee_id, assignee_name, escalated, version, follows_id, created_at, updated_at, first_response_due,
       resolution_due, started_at, first_responded_at, paused_at, resolved_at, confirm_by, confirmed_at, closed_at,
       close_reason, reopen_by, requester_unread, staff_unread
FROM tickets
WHERE team_id = :team AND assignee_id IS NULL AND status IN ('open', 'diproses', 'menunggu_pemohon')
  AND (:kind = '' OR kind = :kind) AND (:impact = '' OR impact = :impact)
  AND (resolution_due, id) > (:due, :id)
ORDER BY resolution_due, id
LIMIT :most
