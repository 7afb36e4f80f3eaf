DELETE FROM ramadan_ranges WHERE first_day = :first_day
