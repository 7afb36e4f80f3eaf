SELECT (SELECT MAX(n.newest)
        FROM (SELECT (SELECT MAX(t.updated_at) FROM tickets t WHERE t.team_id = m.team_id) AS newest
              FROM team_members m WHERE m.person_id = :person) AS n) AS newest,
       (SELECT CAST(COALESCE(SUM(c.amount), 0) AS BIGINT)
        FROM team_members m CROSS JOIN ticket_counts c
        WHERE m.person_id = :person AND c.scope = 'tim' AND c.scope_id = m.team_id) AS amount
