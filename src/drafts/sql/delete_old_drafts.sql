DELETE FROM drafts WHERE saved_at < :before
