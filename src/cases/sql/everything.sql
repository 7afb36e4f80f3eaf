-- Each part of a ticket's page has rows of its own, in columns that fit several of them. Where an entry of
-- 'riwayat' names another ticket, author_id is that one's requester and ticket_id its team.
SELECT 'pesan' AS part, m.id AS number, m.author_id, m.author_name, m.kind, m.body, '' AS detail, 0 AS staff_only,
       m.created_at, '' AS id, 0 AS uploader_id, CAST(NULL AS BIGINT) AS ticket_id, CAST(NULL AS BIGINT) AS
       message_id, '' AS name, '' AS type, 0 AS size, '' AS sha256, '' AS scan, '' AS finding
FROM (SELECT id, author_id, author_name, kind, body, created_at
      FROM messages
      WHERE ticket_id = :ticket AND (kind <> 'catatan' OR :notes = 1)
      ORDER BY id DESC
      LIMIT :messages) AS m
UNION ALL
SELECT 'riwayat', h.id, o.requester_id, h.actor_name, h.happened, '', h.detail, h.staff_only, h.at, '', 0,
       o.team_id, CAST(NULL AS BIGINT), '', '', 0, '', '', ''
FROM (SELECT id, at, actor_name, happened, detail, staff_only
      FROM history
      WHERE ticket_id = :ticket AND staff_only <= :notes
      ORDER BY id DESC
      LIMIT :entries) AS h
LEFT JOIN tickets o ON o.number = h.detail AND h.happened IN ('lanjutan', 'dilanjutkan')
UNION ALL
SELECT 'berkas', 0, CAST(NULL AS BIGINT), '', '', '', '', 0, a.created_at, a.id, a.uploader_id, a.ticket_id,
       a.message_id, a.name, a.type, a.size, a.sha256, a.scan, a.finding
FROM attachments a
WHERE a.ticket_id = :ticket
UNION ALL
SELECT 'menunggu', 0, CAST(NULL AS BIGINT), '', '', '', '', 0, a.created_at, a.id, a.uploader_id, a.ticket_id,
       a.message_id, a.name, a.type, a.size, a.sha256, a.scan, a.finding
FROM attachments a
WHERE a.uploader_id = :reader AND a.place = :place AND a.message_id IS NULL
UNION ALL
SELECT 'draf', 0, CAST(NULL AS BIGINT), '', '', d.fields, '', 0, d.saved_at, '', 0, CAST(NULL AS BIGINT), CAST(NULL AS
       BIGINT), '', '', 0, '', '', ''
FROM drafts d
WHERE d.person_id = :reader AND d.place = :place
UNION ALL
SELECT 'pemohon', 0, CAST(NULL AS BIGINT), '', p.audience, p.email, '', 0, 0, '', 0, CAST(NULL AS BIGINT), CAST(NULL
       AS BIGINT), '', '', 0, '', '', ''
FROM people p
WHERE p.id = :requester
UNION ALL
SELECT 'eskalasi', e.id, CAST(NULL AS BIGINT), e.agent_name, e.reason, e.note, e.wish, 0, e.created_at, '', 0,
       CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), '', '', 0, '', '', ''
FROM (SELECT id, agent_name, reason, wish, note, created_at, answered_at
      FROM escalations
      WHERE ticket_id = :ticket
      ORDER BY id DESC
      LIMIT 1) AS e
WHERE e.answered_at IS NULL
UNION ALL
SELECT 'dilihat', l.number, CAST(NULL AS BIGINT), '', '', '', '', 0, 0, '', 0, CAST(NULL AS BIGINT), CAST(NULL AS
       BIGINT), '', '', 0, '', '', ''
FROM (SELECT number
      FROM audit_log
      WHERE object = :object AND act = :act AND person_id = :reader AND at > :since
      ORDER BY number DESC
      LIMIT 1) AS l
