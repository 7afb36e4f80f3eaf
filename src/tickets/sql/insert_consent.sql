INSERT INTO consents (person_id, ticket_id, text, channel, given_at)
VALUES (:person, :ticket, :text, :channel, :now)
