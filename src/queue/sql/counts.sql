-- What writers have counted, without what the person filed at their own teams, and what only the clock knows.
SELECT kept.unassigned - filed.unassigned AS unassigned, kept.waiting - filed.waiting AS waiting,
       kept.escalated - filed.escalated AS escalated, kept.everything - filed.everything AS everything,
       kept.amount,
       (SELECT MAX(n.newest)
        FROM (SELECT (SELECT MAX(t.updated_at) FROM tickets t WHERE t.team_id = m.team_id) AS newest
              FROM team_members m WHERE m.person_id = :person) AS n) AS newest,
       (SELECT COUNT(*)
        FROM (SELECT t.id FROM tickets t
              WHERE t.assignee_id = :person AND t.status NOT IN ('resolve', 'close')
                AND t.requester_id <> :person
                AND t.team_id IN (SELECT m.team_id FROM team_members m WHERE m.person_id = :person)
              LIMIT :most) AS own) AS mine,
       (SELECT COUNT(*)
        FROM (SELECT t.id FROM team_members m CROSS JOIN tickets t
              WHERE m.person_id = :person AND t.team_id = m.team_id AND t.status IN ('open', 'diproses')
                AND t.resolution_due >= :now AND t.resolution_due <= :soon AND t.requester_id <> :person
              LIMIT :most) AS soon) AS due_soon,
       (SELECT COUNT(*)
        FROM (SELECT t.id FROM team_members m CROSS JOIN tickets t
              WHERE m.person_id = :person AND t.team_id = m.team_id AND t.status IN ('open', 'diproses')
                AND t.resolution_due < :now AND t.requester_id <> :person
              LIMIT :most) AS late) AS overdue
FROM (SELECT CAST(COALESCE(SUM(CASE WHEN c.bucket IN ('belum') THEN c.amount ELSE 0 END), 0) AS BIGINT) AS unassigned,
             CAST(COALESCE(SUM(CASE WHEN c.bucket IN ('menunggu') THEN c.amount ELSE 0 END), 0) AS BIGINT) AS waiting,
             CAST(COALESCE(SUM(CASE WHEN c.bucket IN ('eskalasi') THEN c.amount ELSE 0 END), 0) AS BIGINT) AS escalated,
             CAST(COALESCE(SUM(CASE WHEN c.bucket IN ('aktif', 'resolve', 'close') THEN c.amount ELSE 0 END), 0) AS BIGINT) AS everything,
             CAST(COALESCE(SUM(c.amount), 0) AS BIGINT) AS amount
      FROM team_members m
      CROSS JOIN ticket_counts c
      WHERE m.person_id = :person AND c.scope = 'tim' AND c.scope_id = m.team_id) AS kept
CROSS JOIN (SELECT COUNT(CASE WHEN o.status NOT IN ('resolve', 'close') AND o.assignee_id IS NULL THEN 1 END) AS unassigned,
                   COUNT(CASE WHEN o.status = 'menunggu_pemohon' THEN 1 END) AS waiting,
                   COUNT(CASE WHEN o.escalated = 1 THEN 1 END) AS escalated,
                   COUNT(*) AS everything
            FROM (SELECT t.team_id, t.status, t.assignee_id, t.escalated
                  FROM tickets t
                  WHERE t.requester_id = :person
                  LIMIT :most_filed) AS o
            WHERE o.team_id IN (SELECT m.team_id FROM team_members m WHERE m.person_id = :person)) AS filed
