SELECT helped, failed FROM faq_votes WHERE slug = :slug AND language = :language
