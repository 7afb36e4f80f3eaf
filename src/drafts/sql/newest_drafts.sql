SELECT saved_at FROM drafts WHERE person_id = :person ORDER BY saved_at DESC LIMIT :limit
