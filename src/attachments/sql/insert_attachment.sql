INSERT INTO attachments (id, uploader_id, place, form, name, type, size, sha256, created_at)
VALUES (:id, :uploader, :place, :form, :name, :type, :size, :sha256, :now)
