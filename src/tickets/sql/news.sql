SELECT COALESCE((SELECT MAX(id) FROM history
                 WHERE ticket_id = :ticket AND (staff_only = 0 OR :notes = 1)), 0) AS happened,
       COALESCE((SELECT MAX(id) FROM messages
                 WHERE ticket_id = :ticket AND (kind <> 'catatan' OR :notes = 1)), 0) AS message,
       (SELECT COUNT(*) FROM messages
        WHERE ticket_id = :ticket AND id > :since AND (kind <> 'catatan' OR :notes = 1)
          AND (author_id IS NULL OR author_id <> :reader)) AS messages
