DELETE FROM single_use_tokens WHERE digest = :digest
