DELETE FROM deactivations WHERE person_id = :person
