INSERT INTO content_claims (sha256, leaving, since) VALUES (:sha256, 0, :now)
ON CONFLICT (sha256) DO UPDATE SET since = excluded.since WHERE content_claims.leaving = 0
RETURNING since
