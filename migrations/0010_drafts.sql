-- What people have typed and not yet sent, one row for each person and place (a form).
CREATE TABLE drafts (
    person_id BIGINT NOT NULL REFERENCES people (id),
    place TEXT NOT NULL,
    fields TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, place)
) STRICT;

CREATE INDEX drafts_by_age ON drafts (saved_at);
CREATE INDEX drafts_of_person ON drafts (person_id, saved_at);
