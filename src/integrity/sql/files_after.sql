-- Every stored content once, in order.
SELECT sha256, min(size) AS size FROM attachments WHERE sha256 > :after GROUP BY sha256 ORDER BY sha256 LIMIT :limit
