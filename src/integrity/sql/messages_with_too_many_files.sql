SELECT min(id) AS what FROM attachments
WHERE message_id IS NOT NULL
GROUP BY message_id HAVING count(*) > 5
ORDER BY 1 LIMIT 20
