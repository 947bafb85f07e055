"""Other acts that a text cites or makes void, and from when the act itself is in force."""
