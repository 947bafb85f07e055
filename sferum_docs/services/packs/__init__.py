"""Packs: which there are, what a school adds, in and out as a file."""
