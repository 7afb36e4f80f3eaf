SELECT team_id FROM team_members WHERE person_id = :person ORDER BY team_id
