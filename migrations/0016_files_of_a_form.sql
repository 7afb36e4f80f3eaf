-- Waiting files belong to the form they were sent with, so that another form of the same place does not take them.
ALTER TABLE attachments ADD COLUMN form TEXT NOT NULL DEFAULT '';
