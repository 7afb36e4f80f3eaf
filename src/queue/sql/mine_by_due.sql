SELECT t.id, t.number, t.service_id, t.team_id, t.requester_id, t.requester_name, t.subject, t.status, t.restricted,
       t.escalated, t.assignee_name, t.updated_at, t.resolution_due, t.confirmed_at, t.requester_unread,
       t.staff_unread
FROM tickets t
WHERE t.assignee_id = :person AND t.status NOT IN ('resolve', 'close') AND t.requester_id <> :person
  AND t.team_id IN (SELECT m.team_id FROM team_members m WHERE m.person_id = :person)
  AND (:team = 0 OR t.team_id = :team)
  AND (:service = 0 OR t.service_id = :service)
  AND (:kind = '' OR t.kind = :kind) AND (:impact = '' OR t.impact = :impact)
  AND (t.resolution_due, t.id) > (:due, :id)
ORDER BY t.resolution_due, t.id
LIMIT :most
