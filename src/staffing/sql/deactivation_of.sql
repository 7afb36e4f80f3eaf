SELECT role FROM deactivations WHERE person_id = :person
