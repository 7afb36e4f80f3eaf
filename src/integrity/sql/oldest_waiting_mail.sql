-- When the mail was due that has waited longest to be sent.
SELECT min(due_at) AS due_at FROM mails WHERE sent_at IS NULL AND failed_at IS NULL
