"""Clauses of an act and their deadlines in a school."""
