-- What keeps the engine from holding what it was told: references and indexes that were never finished.
SELECT 'constraint ' || conname || ' was never checked' AS what FROM pg_constraint WHERE NOT convalidated
UNION ALL
SELECT 'index ' || indexrelid::regclass || ' is not valid' FROM pg_index WHERE NOT indisvalid LIMIT 20
