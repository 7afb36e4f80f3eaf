UPDATE api_tokens SET used_at = :now WHERE id = :id
