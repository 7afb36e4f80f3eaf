UPDATE people SET name = :name, email = :email WHERE id = :id
