SELECT profile, impact, clock, first_response_minutes, resolution_minutes
FROM sla_targets
ORDER BY profile, CASE impact WHEN 'rendah' THEN 1 WHEN 'sedang' THEN 2 ELSE 3 END
