INSERT INTO tickets (number, service_id, team_id, requester_id, requester_name, channel, language, kind, impact, subject,
                     extra, status, restricted, submit_id, follows_id, created_at, updated_at, first_response_due,
                     resolution_due)
VALUES (:number, :service, :team, :requester, :requester_name, :channel, :language, :kind, :impact, :subject,
        :extra, 'open', :restricted, :submit_id, :follows, :now, :now, :first_response_due, :resolution_due)
ON CONFLICT DO NOTHING
RETURNING id
