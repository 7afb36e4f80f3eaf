-- Whether answers help, so that those that do not can be rewritten: two counters for each answer, nothing about who voted.
CREATE TABLE faq_votes (
    slug TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('id', 'en')),
    helped BIGINT NOT NULL DEFAULT 0,
    failed BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (slug, language)
) STRICT;
