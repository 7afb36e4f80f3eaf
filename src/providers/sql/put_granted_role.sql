INSERT INTO granted_roles (person_id, role, teams, granted_at) VALUES (:person, :role, :teams, :now)
ON CONFLICT (person_id) DO UPDATE SET role = excluded.role, teams = excluded.teams, granted_at = excluded.granted_at
