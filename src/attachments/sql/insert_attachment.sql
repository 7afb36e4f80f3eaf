INSERT INTO attachments (id, uploader_id, place, name, type, size, sha256, created_at)
VALUES (:id, :uploader, :place, :name, :type, :size, :sha256, :now)
