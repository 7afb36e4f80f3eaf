INSERT INTO ramadan_ranges (first_day, last_day, source) VALUES (:first_day, :last_day, :source)
ON CONFLICT (first_day) DO UPDATE SET last_day = excluded.last_day, source = excluded.source
