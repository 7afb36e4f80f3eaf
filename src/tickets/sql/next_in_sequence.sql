INSERT INTO numbering (prefix, year, last)
VALUES (:prefix, :year, :step)
ON CONFLICT (prefix, year) DO UPDATE SET last = numbering.last + excluded.last
RETURNING last
