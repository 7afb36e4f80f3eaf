SELECT id, person_id FROM api_tokens WHERE digest = :digest
