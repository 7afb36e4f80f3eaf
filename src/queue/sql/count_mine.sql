SELECT team_id, COUNT(*) AS amount
FROM (SELECT team_id FROM tickets
      WHERE assignee_id = :person AND status IN ('open', 'diproses', 'menunggu_pemohon') AND requester_id <> :person
      LIMIT :most) AS counted
GROUP BY team_id
