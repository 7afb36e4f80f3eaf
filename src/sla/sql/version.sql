SELECT version FROM calendar_version WHERE id = 1
