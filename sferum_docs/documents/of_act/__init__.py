"""What a pack made of an act holds: rows of its clauses, roles, documents, questions. Pure."""
