SELECT sha256 FROM content_claims WHERE leaving = 1 AND since < :before ORDER BY since
