SELECT id, slug, letter, name_id, name_en, position FROM categories ORDER BY position, id
