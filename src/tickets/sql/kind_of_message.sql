SELECT kind FROM messages WHERE id = :id
