UPDATE escalations
SET answered_at = :now, supervisor_id = :supervisor, decision = :decision, answer = :answer
WHERE id = :id
