INSERT INTO ticket_counts (scope, scope_id, bucket, slot, amount)
VALUES (:scope, :id, :bucket, :slot, :by)
ON CONFLICT (scope, scope_id, bucket, slot) DO UPDATE SET amount = ticket_counts.amount + excluded.amount
