DELETE FROM drafts WHERE person_id = :person AND place = :place
