UPDATE people SET active = :active, version = version + 1 WHERE id = :id AND version = :version RETURNING version
