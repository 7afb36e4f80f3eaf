UPDATE calendar_version SET version = :version WHERE id = 1
