-- Adding an agent looks for the employee who has that address already, whatever its case.
CREATE INDEX people_by_mail ON people (LOWER(email));
