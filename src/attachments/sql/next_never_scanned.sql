SELECT id, uploader_id, ticket_id, message_id, name, type, size, sha256, scan, finding, scan_tries, created_at
FROM attachments
WHERE scan = 'tidak' AND scan_due <= :now AND created_at <= :now
ORDER BY created_at DESC, id DESC
LIMIT 1
