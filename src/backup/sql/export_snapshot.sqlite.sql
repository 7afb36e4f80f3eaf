SELECT '' AS snapshot
