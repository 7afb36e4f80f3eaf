INSERT INTO work_windows (season, weekday, opens, closes) VALUES (:season, :weekday, :opens, :closes)
