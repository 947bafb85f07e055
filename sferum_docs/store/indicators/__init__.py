"""Indicators of a school as they are kept: figures, measures and conclusions, how its sheets are read."""
