"""The rules of the standard, by the part of a document they look at."""
