UPDATE people SET role = :role, version = version + 1 WHERE id = :id AND version = :version RETURNING version
