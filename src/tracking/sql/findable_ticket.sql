SELECT id FROM tickets WHERE number = :number AND restricted = 0
