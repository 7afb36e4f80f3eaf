-- Of one team, or of all that `reader` is in when :team is 0. Restricted tickets of other teams are not there for the reader.
SELECT m.team_id, p.id, p.name, p.email, p.audience, p.role, p.language, p.mail_notices, p.active, p.version,
       (SELECT CAST(COALESCE(SUM(c.amount), 0) AS BIGINT)
        FROM ticket_counts c
        WHERE c.scope = 'petugas' AND c.scope_id = p.id AND c.bucket = 'aktif')
       - (SELECT COUNT(*)
          FROM tickets h
          WHERE h.assignee_id = p.id AND h.status NOT IN ('resolve', 'close') AND h.restricted = 1
            AND h.team_id NOT IN (SELECT r.team_id FROM team_members r WHERE r.person_id = :reader)) AS open,
       (SELECT COUNT(*)
        FROM tickets t
        WHERE t.assignee_id = p.id AND t.status NOT IN ('resolve', 'close') AND t.status <> 'menunggu_pemohon'
          AND t.resolution_due >= :from AND t.resolution_due <= :until
          AND (t.restricted = 0 OR t.team_id IN (SELECT r.team_id FROM team_members r WHERE r.person_id = :reader))) AS due_soon,
       w.capacity, w.away_until
FROM team_members m
JOIN people p ON p.id = m.person_id
LEFT JOIN workloads w ON w.person_id = p.id
WHERE (m.team_id = :team OR (:team = 0 AND m.team_id IN (SELECT l.team_id FROM team_members l WHERE l.person_id = :reader)))
  AND p.role IN ('agent', 'supervisor') AND p.active = 1
ORDER BY p.name, p.id
