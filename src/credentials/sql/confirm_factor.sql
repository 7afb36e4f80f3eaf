UPDATE second_factors SET confirmed_at = :now WHERE person_id = :person
