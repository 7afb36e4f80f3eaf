DELETE FROM single_use_tokens WHERE person_id = :person AND purpose = :purpose
