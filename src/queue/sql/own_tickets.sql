SELECT team_id, status, assignee_id, escalated
FROM tickets
WHERE requester_id = :person
LIMIT :most
