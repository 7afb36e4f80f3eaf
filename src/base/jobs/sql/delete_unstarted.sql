DELETE FROM jobs WHERE key = :key
