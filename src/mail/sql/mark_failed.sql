UPDATE mails SET failed_at = :now WHERE id = :id AND sent_at IS NULL
