-- `tries` tells this worker's turn from that of one who took the job after the lease had expired.
DELETE FROM jobs WHERE id = :id AND tries = :tries
