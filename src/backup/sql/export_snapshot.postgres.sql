-- What SQLite does in one transaction, pg_dump does in another of the same snapshot.
SELECT pg_export_snapshot() AS snapshot
