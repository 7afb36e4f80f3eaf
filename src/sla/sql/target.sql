SELECT profile, impact, clock, first_response_minutes, resolution_minutes
FROM sla_targets
WHERE profile = :profile AND impact = :impact
