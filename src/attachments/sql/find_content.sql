SELECT 1 AS named FROM attachments WHERE sha256 = :sha256 LIMIT 1
