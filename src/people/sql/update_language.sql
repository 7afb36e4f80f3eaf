UPDATE people SET language = :language WHERE id = :id
