-- What the engine itself finds wrong: pages, indexes, references.
SELECT integrity_check AS what FROM pragma_integrity_check WHERE integrity_check <> 'ok'
UNION ALL
SELECT 'a row of ' || "table" || ' refers to no row of ' || parent FROM pragma_foreign_key_check LIMIT 20
