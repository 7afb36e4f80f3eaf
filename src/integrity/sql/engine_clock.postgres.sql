-- The server's clock in Unix milliseconds. Nothing in HERO goes by it.
SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) AS now
