SELECT 1 AS found FROM identities WHERE issuer < :issuer OR issuer > :issuer LIMIT 1
