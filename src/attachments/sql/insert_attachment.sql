INSERT INTO attachments (id, uploader_id, place, form, name, type, size, sha256, scan, scan_due, created_at)
VALUES (:id, :uploader, :place, :form, :name, :type, :size, :sha256, :scan, :now, :now)
