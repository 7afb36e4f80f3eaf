UPDATE second_factors SET last_step = :step WHERE person_id = :person AND last_step < :step RETURNING last_step
