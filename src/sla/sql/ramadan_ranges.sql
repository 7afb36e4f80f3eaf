SELECT first_day, last_day FROM ramadan_ranges ORDER BY first_day
