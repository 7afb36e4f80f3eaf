SELECT services.id, services.slug, services.category_id, services.code, services.name_id, services.name_en,
       services.description_id, services.description_en, services.description_confirmed, services.position,
       services.kinds, services.default_kind, services.default_impact, services.for_internal, services.for_external,
       services.external_position, services.external_name_id, services.sla_profile, services.team_id,
       services.restricted, services.form, services.keywords, services.active
FROM services
JOIN categories ON categories.id = services.category_id
ORDER BY categories.position, services.position, services.id
