SELECT MAX(updated_at) AS updated_at FROM tickets WHERE team_id = :team
