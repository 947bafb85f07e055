"""A document made: its situation, its file, its name."""
