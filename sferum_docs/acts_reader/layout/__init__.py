"""The layout of an act: its regions, the marks of its clauses, the paragraphs that printed lines broke."""
