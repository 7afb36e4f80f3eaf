SELECT id, code, name_id, name_en, restricted FROM teams ORDER BY id
