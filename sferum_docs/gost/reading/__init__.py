"""A Word file read as the standard sees it."""
