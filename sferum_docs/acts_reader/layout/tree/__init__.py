"""The clauses: marks, whether they are ones, under what they stand, the lines that go on."""
