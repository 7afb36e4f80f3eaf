UPDATE tickets SET staff_unread = 1 WHERE id = :id
