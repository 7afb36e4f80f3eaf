DELETE FROM content_claims WHERE leaving = 0 AND since < :before
