-- The newest of each team. A limit that is known, and no parameter, so that the plan for unknown times is as good as any and is kept.
SELECT (SELECT COUNT(*)
        FROM (SELECT i.created_at
              FROM team_members m
              CROSS JOIN LATERAL (SELECT t.created_at FROM tickets t
                                  WHERE t.team_id = m.team_id AND t.created_at >= :since
                                  ORDER BY t.created_at DESC
                                  LIMIT 1000) AS i
              WHERE m.person_id = :person
              LIMIT :most) AS came) AS came_in,
       (SELECT COUNT(*)
        FROM (SELECT i.resolved_at
              FROM team_members m
              CROSS JOIN LATERAL (SELECT t.resolved_at FROM tickets t
                                  WHERE t.team_id = m.team_id AND t.resolved_at >= :since
                                  ORDER BY t.resolved_at DESC
                                  LIMIT 1000) AS i
              WHERE m.person_id = :person
              LIMIT :most) AS done) AS resolved
