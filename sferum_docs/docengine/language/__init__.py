"""The language of the tags: names, expressions, blocks."""
