"""A file or a template held against what it ought to be."""
