SELECT COUNT(*) AS amount
FROM (SELECT id FROM tickets WHERE team_id = :team AND resolved_at >= :since LIMIT :most) AS counted
