SELECT COUNT(*) AS amount
FROM (SELECT id FROM tickets WHERE team_id = :team AND created_at >= :since LIMIT :most) AS counted
