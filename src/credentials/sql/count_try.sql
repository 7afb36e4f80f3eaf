UPDATE single_use_tokens SET tries = tries + 1 WHERE digest = :digest
