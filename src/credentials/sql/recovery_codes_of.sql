SELECT digest FROM recovery_codes WHERE person_id = :person LIMIT 20
