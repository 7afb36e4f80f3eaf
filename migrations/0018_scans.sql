-- What a virus scanner says of a file: tidak (none was asked), menunggu (its uploader alone has it), bersih, virus (nobody gets it).
ALTER TABLE attachments ADD COLUMN scan TEXT NOT NULL DEFAULT 'tidak';
ALTER TABLE attachments ADD COLUMN finding TEXT NOT NULL DEFAULT '';
ALTER TABLE attachments ADD COLUMN scan_tries BIGINT NOT NULL DEFAULT 0;
ALTER TABLE attachments ADD COLUMN scan_due BIGINT NOT NULL DEFAULT 0;
CREATE INDEX attachments_awaiting_scan ON attachments (scan_due, id) WHERE scan = 'menunggu';
CREATE INDEX attachments_never_scanned ON attachments (created_at, id) WHERE scan = 'tidak';
