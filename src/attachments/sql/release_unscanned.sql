UPDATE attachments SET scan = 'tidak' WHERE scan = 'menunggu' AND scan_due >= 0
