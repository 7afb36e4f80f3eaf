DELETE FROM attachments WHERE id = :id AND uploader_id = :uploader AND message_id IS NULL
