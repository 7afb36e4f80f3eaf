SELECT bucket, CAST(SUM(amount) AS BIGINT) AS amount
FROM ticket_counts
WHERE scope = :scope AND scope_id = :id
GROUP BY bucket
