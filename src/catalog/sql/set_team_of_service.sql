UPDATE services SET team_id = :team_id WHERE id = :service_id
