INSERT INTO tickets (number, service_id, team_id, requester_id, requester_name, channel, language, kind, impact, subject,
                     extra, status, restricted, assignee_id, assignee_name, escalated, submit_id, created_at, updated_at,
                     first_response_due, resolution_due, started_at, first_responded_at, paused_at, resolved_at,
                     confirm_by, confirmed_at, closed_at, close_reason, reopen_by, requester_unread, staff_unread,
                     needs_requester)
VALUES (:number, :service, :team, :requester, :requester_name, :channel, :language, :kind, :impact, :subject,
        '{}', :status, :restricted, :assignee, :assignee_name, 0, :submit_id, :created_at, :updated_at,
        :first_response_due, :resolution_due, :started_at, :first_responded_at, :paused_at, :resolved_at,
        :confirm_by, :confirmed_at, :closed_at, :close_reason, :reopen_by, 0, :staff_unread,
        :needs_requester)
RETURNING id
