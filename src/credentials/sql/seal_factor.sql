UPDATE second_factors SET secret = :sealed WHERE person_id = :person AND secret = :found
