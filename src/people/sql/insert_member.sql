INSERT INTO team_members (team_id, person_id) VALUES (:team, :person)
ON CONFLICT (team_id, person_id) DO NOTHING
