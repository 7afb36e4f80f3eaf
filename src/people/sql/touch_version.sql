UPDATE people SET version = version + 1 WHERE id = :id AND version = :version RETURNING version
