"""What only a person can decide of a sheet of indicators."""
