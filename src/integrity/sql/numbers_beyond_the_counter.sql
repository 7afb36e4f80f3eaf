-- A number is its prefix ("A-KORS"), two digits of the year it was given in, and a count no higher than the counter's.
SELECT number AS what FROM tickets
WHERE NOT EXISTS (SELECT 1 FROM numbering
                  WHERE numbering.prefix = substr(tickets.number, 1, 6)
                    AND numbering.year = 2000 + CAST(substr(tickets.number, 7, 2) AS BIGINT)
                    AND numbering.last >= CAST(substr(tickets.number, 9) AS BIGINT))
ORDER BY id LIMIT 20
