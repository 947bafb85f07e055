"""A directive as data: clauses, deadlines, indicators, legal acts, and the coverage of clauses. Pure."""
