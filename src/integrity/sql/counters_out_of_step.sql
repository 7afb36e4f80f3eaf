-- Every counter is what counting the tickets gives (counters_of in tickets/counts.cpp).
WITH counted AS (
    SELECT 'pemohon' AS scope, requester_id AS id, CASE WHEN status = 'close' THEN 'close' ELSE 'open' END AS bucket,
           count(*) AS amount
    FROM tickets GROUP BY 2, 3
    UNION ALL
    SELECT 'tim', team_id, CASE WHEN status IN ('resolve', 'close') THEN status ELSE 'aktif' END, count(*)
    FROM tickets GROUP BY 2, 3
    UNION ALL
    SELECT 'petugas', assignee_id, 'aktif', count(*)
    FROM tickets WHERE assignee_id IS NOT NULL AND status NOT IN ('resolve', 'close') GROUP BY 2
    UNION ALL
    SELECT 'tim', team_id, 'belum', count(*)
    FROM tickets WHERE assignee_id IS NULL AND status NOT IN ('resolve', 'close') GROUP BY 2
    UNION ALL
    SELECT 'tim', team_id, 'menunggu', count(*) FROM tickets WHERE status = 'menunggu_pemohon' GROUP BY 2
    UNION ALL
    SELECT 'tim', team_id, 'eskalasi', count(*) FROM tickets WHERE escalated = 1 GROUP BY 2
), kept AS (
    SELECT scope, scope_id AS id, bucket, CAST(sum(amount) AS BIGINT) AS amount
    FROM ticket_counts GROUP BY scope, scope_id, bucket HAVING sum(amount) <> 0
), different AS (
    SELECT scope, id, bucket FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept) AS missing
    UNION
    SELECT scope, id, bucket FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted) AS surplus
)
SELECT scope || ' ' || id || ' ' || bucket AS what FROM different ORDER BY 1 LIMIT 20
