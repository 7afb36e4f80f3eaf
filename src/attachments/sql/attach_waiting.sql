UPDATE attachments SET ticket_id = :ticket, message_id = :message
WHERE uploader_id = :uploader AND place = :place AND form = :form AND message_id IS NULL
