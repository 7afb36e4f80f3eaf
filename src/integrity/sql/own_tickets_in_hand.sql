-- Nobody handles what they filed.
SELECT number AS what FROM tickets WHERE assignee_id = requester_id ORDER BY id LIMIT 20
