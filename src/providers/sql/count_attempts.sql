SELECT COUNT(*) AS attempts
FROM (SELECT 1 AS one FROM sign_in_attempts WHERE network = :network LIMIT :most) AS under_way
