INSERT INTO audit_log (number, at, person_id, act, object, detail, address, hash)
VALUES (:number, :at, :person, :act, :object, :detail, :address, :hash)
