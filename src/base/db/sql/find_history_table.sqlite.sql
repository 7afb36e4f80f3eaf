SELECT 1 AS found FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'
