DELETE FROM granted_roles WHERE person_id = :person
