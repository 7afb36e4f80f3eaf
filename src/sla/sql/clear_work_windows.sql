DELETE FROM work_windows WHERE season = :season
