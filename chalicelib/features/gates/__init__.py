"""Gates: verification of codes, offline checks, look-ups, anomalies, revocation lists."""
