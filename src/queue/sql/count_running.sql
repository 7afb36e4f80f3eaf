SELECT COUNT(*) AS amount
FROM (SELECT id FROM tickets
      WHERE team_id = :team AND status IN ('open', 'diproses')
        AND resolution_due >= :first AND resolution_due <= :last AND requester_id <> :person
      LIMIT :most) AS counted
