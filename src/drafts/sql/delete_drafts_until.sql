DELETE FROM drafts WHERE person_id = :person AND saved_at <= :until
