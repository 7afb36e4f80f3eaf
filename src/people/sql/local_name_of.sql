SELECT subject FROM identities WHERE person_id = :person AND issuer = 'local' ORDER BY subject LIMIT 1
