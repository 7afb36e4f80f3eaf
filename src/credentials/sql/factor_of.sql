SELECT secret, confirmed_at, last_step FROM second_factors WHERE person_id = :person
