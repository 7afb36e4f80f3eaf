INSERT INTO numbering (prefix, year, last)
VALUES (:prefix, :year, 1)
ON CONFLICT (prefix, year) DO UPDATE SET last = numbering.last + 1
RETURNING last
