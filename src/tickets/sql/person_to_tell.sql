SELECT id, name, email, language, mail_notices FROM people WHERE id = :id AND active = 1
