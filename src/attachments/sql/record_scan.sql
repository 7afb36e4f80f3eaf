UPDATE attachments SET scan = :scan, finding = :finding
WHERE sha256 = :sha256 AND scan <> 'virus' AND scan <> :scan
RETURNING id, uploader_id, ticket_id, message_id, name, type, size, sha256, scan, finding, created_at
