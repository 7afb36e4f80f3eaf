-- Nobody asks for its id: RETURNING would cost SQLite a table of its own for each letter.
INSERT INTO mails (person_id, to_name, to_address, language, event, ticket, path, details, token, created_at, due_at)
VALUES (:person, :name, :address, :language, :event, :ticket, :path, :details, :token, :now, :due)
