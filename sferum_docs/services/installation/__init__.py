"""The installation: copies, diagnosis, upgrade, journal."""
