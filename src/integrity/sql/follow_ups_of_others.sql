-- What continues a ticket was filed after it by the same person.
SELECT later.number AS what FROM tickets AS later
JOIN tickets AS earlier ON earlier.id = later.follows_id
WHERE earlier.requester_id <> later.requester_id OR earlier.created_at > later.created_at
ORDER BY later.id LIMIT 20
