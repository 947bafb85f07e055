"""Commands of a district, and how a command is told whose data it is about."""
