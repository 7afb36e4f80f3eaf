INSERT INTO holidays (day, name, kind, source, provisional)
VALUES (:day, :name, :kind, :source, :provisional)
ON CONFLICT (day) DO UPDATE
SET name = excluded.name, kind = excluded.kind, source = excluded.source, provisional = excluded.provisional
