UPDATE sessions SET seen_at = :now WHERE id = :id
