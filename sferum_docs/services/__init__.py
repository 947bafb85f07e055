"""Verbs of the product, one a file; each owns its transaction."""
