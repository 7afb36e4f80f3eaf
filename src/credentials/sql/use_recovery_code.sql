DELETE FROM recovery_codes WHERE person_id = :person AND digest = :digest RETURNING digest
