"""Registers as lists: on the screen, on paper, what waits."""
