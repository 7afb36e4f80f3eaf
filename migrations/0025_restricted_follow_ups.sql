-- A ticket that all of a team may read named the restricted one that followed it.
DELETE FROM history
WHERE happened = 'dilanjutkan'
  AND detail IN (SELECT number FROM tickets WHERE restricted = 1)
  AND ticket_id IN (SELECT id FROM tickets WHERE restricted = 0);
