SELECT role, teams FROM granted_roles WHERE person_id = :person
