-- The engine's clock in Unix milliseconds: that of this machine.
SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) AS now
