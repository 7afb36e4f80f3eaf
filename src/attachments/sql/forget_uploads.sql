DELETE FROM uploads WHERE day < :before
