SELECT MIN(due) AS due FROM jobs
