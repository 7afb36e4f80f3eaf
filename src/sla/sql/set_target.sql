UPDATE sla_targets
SET clock = :clock, first_response_minutes = :first_response, resolution_minutes = :resolution
WHERE profile = :profile AND impact = :impact
