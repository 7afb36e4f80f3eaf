INSERT INTO faq_votes (slug, language, helped, failed)
VALUES (:slug, :language, :helped, :failed)
ON CONFLICT (slug, language) DO UPDATE
SET helped = faq_votes.helped + excluded.helped, failed = faq_votes.failed + excluded.failed
