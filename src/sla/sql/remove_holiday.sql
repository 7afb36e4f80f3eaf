DELETE FROM holidays WHERE day = :day
