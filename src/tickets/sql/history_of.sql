-- With what decides who may read the other ticket that an entry names.
SELECT h.id, h.at, h.actor_name, h.happened, h.detail, h.staff_only, COALESCE(o.requester_id, 0) AS other_requester,
       COALESCE(o.team_id, 0) AS other_team, COALESCE(o.restricted, 1) AS other_restricted
FROM history h
LEFT JOIN tickets o ON o.number = h.detail AND h.happened IN ('lanjutan', 'dilanjutkan')
WHERE h.ticket_id = :ticket AND h.staff_only <= :staff
ORDER BY h.id DESC
LIMIT 1000
