UPDATE attachments SET scan_tries = scan_tries + 1, scan_due = :due WHERE id = :id AND scan IN ('tidak', 'menunggu')
