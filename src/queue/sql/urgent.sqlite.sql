-- The first of four lists, each once for every reason it is there for.
SELECT u.reason, t.id, t.number, t.service_id, t.team_id, t.requester_id, t.requester_name, t.subject, t.status,
       t.restricted, t.escalated, t.assignee_name, t.updated_at, t.resolution_due, t.confirmed_at,
       t.requester_unread, t.staff_unread, t.channel, t.language, t.kind, t.impact, t.assignee_id, t.follows_id,
       t.version, t.created_at, t.first_response_due, t.started_at, t.first_responded_at, t.paused_at, t.resolved_at,
       t.confirm_by, t.closed_at, t.close_reason, t.reopen_by,
       (SELECT CASE WHEN e.answered_at IS NULL THEN e.agent_name END
          FROM escalations e WHERE e.ticket_id = t.id ORDER BY e.id DESC LIMIT 1) AS escalated_by
FROM (SELECT 0 AS reason, l.id
      FROM (SELECT o.id
            FROM team_members m
            CROSS JOIN tickets o
            WHERE m.person_id = :person
              AND o.id = ANY (ARRAY(SELECT i.id
                                    FROM tickets i
                                    WHERE i.team_id = m.team_id AND i.status IN ('open', 'diproses') AND i.resolution_due < :now
                                      AND i.requester_id <> :person
                                    ORDER BY i.resolution_due, i.id
                                    LIMIT :overdue))
            ORDER BY o.resolution_due, o.id
            LIMIT :overdue) AS l
      UNION ALL
      SELECT 1 AS reason, l.id
      FROM (SELECT o.id
            FROM team_members m
            CROSS JOIN tickets o
            WHERE m.person_id = :person
              AND o.id = ANY (ARRAY(SELECT i.id
                                    FROM tickets i
                                    WHERE i.team_id = m.team_id AND i.status IN ('open', 'diproses') AND i.resolution_due >= :now AND i.resolution_due <= :soon
                                      AND i.requester_id <> :person
                                    ORDER BY i.resolution_due, i.id
                                    LIMIT :due_soon))
            ORDER BY o.resolution_due, o.id
            LIMIT :due_soon) AS l
      UNION ALL
      SELECT 2 AS reason, l.id
      FROM (SELECT o.id
            FROM team_members m
            CROSS JOIN tickets o
            WHERE m.person_id = :person
              AND o.id = ANY (ARRAY(SELECT i.id
                                    FROM tickets i
                                    WHERE i.team_id = m.team_id AND i.escalated = 1
                                      AND i.requester_id <> :person
                                    ORDER BY i.resolution_due, i.id
                                    LIMIT :escalated))
            ORDER BY o.resolution_due, o.id
            LIMIT :escalated) AS l
      UNION ALL
      SELECT 3 AS reason, l.id
      FROM (SELECT o.id
            FROM team_members m
            CROSS JOIN tickets o
            WHERE m.person_id = :person
              AND o.id = ANY (ARRAY(SELECT i.id
                                    FROM tickets i
                                    WHERE i.team_id = m.team_id AND i.assignee_id IS NULL AND i.status NOT IN ('resolve', 'close')
                                      AND i.requester_id <> :person
                                    ORDER BY i.resolution_due, i.id
                                    LIMIT :unassigned))
            ORDER BY o.resolution_due, o.id
            LIMIT :unassigned) AS l) AS u
CROSS JOIN tickets t
WHERE t.id = u.id
ORDER BY u.reason, t.resolution_due, t.id
