UPDATE attachments SET form = :form
WHERE id = :id AND uploader_id = :uploader AND place = :place AND message_id IS NULL
