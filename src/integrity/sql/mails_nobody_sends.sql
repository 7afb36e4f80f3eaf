-- A mail that is neither sent nor given up has a job.
SELECT mails.event || ' ' || mails.id AS what FROM mails
WHERE mails.sent_at IS NULL AND mails.failed_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.kind = 'mail.send' AND jobs.payload = '{"id":' || mails.id || '}')
ORDER BY mails.id LIMIT 20
