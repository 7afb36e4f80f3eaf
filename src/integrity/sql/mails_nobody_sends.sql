-- A mail that is neither sent nor given up has a job: one of its own, or that of its bundle.
SELECT mails.event || ' ' || mails.id AS what FROM mails
WHERE mails.sent_at IS NULL AND mails.failed_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM jobs
                  WHERE jobs.kind = 'mail.send'
                    AND jobs.payload IN ('{"id":' || mails.id || '}',
                                         '{"ticket":"' || mails.ticket || '","due":' || mails.due_at || ',"bundle":"' ||
                                             SUBSTR(mails.token, 1, 16) || '"}'))
ORDER BY mails.id LIMIT 20
