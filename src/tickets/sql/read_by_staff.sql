UPDATE tickets SET staff_unread = 0 WHERE id = :id AND staff_unread = 1
