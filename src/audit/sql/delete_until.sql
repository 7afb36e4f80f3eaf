DELETE FROM audit_log WHERE number <= :number
