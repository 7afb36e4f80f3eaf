-- One team is most people's only one: its list is read in its order, where that of several has to be merged.
SELECT t.id, t.number, t.service_id, t.team_id, t.requester_id, t.requester_name, t.subject, t.status, t.restricted,
       t.escalated, t.assignee_name, t.updated_at, t.resolution_due, t.confirmed_at, t.requester_unread,
       t.staff_unread
FROM tickets t
WHERE t.team_id = :team AND EXISTS (SELECT 1 FROM team_members m WHERE m.person_id = :person AND m.team_id = :team)
  AND t.assignee_id IS NULL AND t.status NOT IN ('resolve', 'close')
  AND t.requester_id <> :person
  AND (:kind = '' OR t.kind = :kind) AND (:impact = '' OR t.impact = :impact)
  AND (t.resolution_due, t.id) > (:due, :id)
ORDER BY t.resolution_due, t.id
LIMIT :most
