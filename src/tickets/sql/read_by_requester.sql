UPDATE tickets SET requester_unread = 0 WHERE id = :id AND requester_unread = 1
