DELETE FROM content_claims WHERE sha256 = :sha256 AND leaving = 1
