UPDATE people SET mail_notices = :wanted WHERE id = :id
