DELETE FROM recovery_codes WHERE person_id = :person
