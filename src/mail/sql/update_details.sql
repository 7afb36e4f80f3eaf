UPDATE mails SET details = :details WHERE id = :id
