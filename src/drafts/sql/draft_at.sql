SELECT fields, saved_at FROM drafts WHERE person_id = :person AND place = :place
