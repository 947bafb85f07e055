"""Names of persons: parts, sex, cases."""
