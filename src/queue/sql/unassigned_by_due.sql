SELECT t.id, t.number, t.service_id, t.team_id, t.requester_id, t.requester_name, t.subject, t.status, t.restricted,
       t.escalated, t.assignee_name, t.updated_at, t.resolution_due, t.confirmed_at, t.requester_unread,
       t.staff_unread
FROM team_members m
CROSS JOIN tickets t
WHERE m.person_id = :person AND (:team = 0 OR m.team_id = :team)
  AND t.id = ANY (ARRAY(SELECT i.id
                        FROM tickets i
                        WHERE i.team_id = m.team_id AND i.assignee_id IS NULL AND i.status NOT IN ('resolve', 'close')
                          AND i.requester_id <> :person
                          AND (:kind = '' OR i.kind = :kind) AND (:impact = '' OR i.impact = :impact)
                          AND (i.resolution_due, i.id) > (:due, :id)
                        ORDER BY i.resolution_due, i.id
                        LIMIT :most))
ORDER BY t.resolution_due, t.id
LIMIT :most
