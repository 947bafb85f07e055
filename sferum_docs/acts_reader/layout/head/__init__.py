"""The head of an act: kind, date and number, title, who issues it."""
