-- How much each person uploaded on a day, for the daily limit: counted, so that files which were dropped count too.
CREATE TABLE uploads (
    person_id BIGINT NOT NULL REFERENCES people (id),
    day BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    PRIMARY KEY (person_id, day)
) STRICT;

CREATE INDEX uploads_by_day ON uploads (day);
