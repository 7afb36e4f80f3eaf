SELECT d.fields, d.saved_at,
       a.id, a.uploader_id, a.ticket_id, a.message_id, a.name, a.type, a.size, a.sha256, a.scan, a.finding, a.created_at
FROM (SELECT 1 AS one) AS once
LEFT JOIN drafts d ON d.person_id = :person AND d.place = :place
LEFT JOIN attachments a ON a.uploader_id = :person AND a.place = :place AND a.message_id IS NULL
