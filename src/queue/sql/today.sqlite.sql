SELECT (SELECT COUNT(*)
        FROM (SELECT t.id FROM team_members m CROSS JOIN tickets t
              WHERE m.person_id = :person AND t.team_id = m.team_id AND t.created_at >= :since
              LIMIT :most) AS came) AS came_in,
       (SELECT COUNT(*)
        FROM (SELECT t.id FROM team_members m CROSS JOIN tickets t
              WHERE m.person_id = :person AND t.team_id = m.team_id AND t.resolved_at >= :since
              LIMIT :most) AS done) AS resolved
