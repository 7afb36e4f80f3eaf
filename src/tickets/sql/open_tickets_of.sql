SELECT id, number, service_id, team_id, requester_id, requester_name, subject, status, restricted, escalated,
       assignee_name, updated_at, resolution_due, confirmed_at, requester_unread, staff_unread
FROM tickets
WHERE requester_id = :requester AND status <> 'close'
  AND (needs_requester, updated_at, id) < (:needs, :updated, :id)
  AND (LOWER(subject) LIKE :pattern OR LOWER(number) LIKE :pattern)
ORDER BY needs_requester DESC, updated_at DESC, id DESC
LIMIT :limit
