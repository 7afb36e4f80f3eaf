INSERT INTO drafts (person_id, place, fields, saved_at) VALUES (:person, :place, :fields, :now)
ON CONFLICT (person_id, place) DO UPDATE SET fields = excluded.fields, saved_at = excluded.saved_at
