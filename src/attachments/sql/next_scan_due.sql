SELECT MIN(scan_due) AS due FROM attachments WHERE scan = 'menunggu' AND scan_due >= 0
