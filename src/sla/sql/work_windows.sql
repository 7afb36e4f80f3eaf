SELECT weekday, opens, closes FROM work_windows WHERE season = :season ORDER BY weekday, opens
