DELETE FROM attachments WHERE message_id IS NULL AND created_at < :before
