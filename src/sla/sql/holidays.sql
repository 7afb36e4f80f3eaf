SELECT day, name, kind, source, provisional FROM holidays WHERE day BETWEEN :first AND :last ORDER BY day
