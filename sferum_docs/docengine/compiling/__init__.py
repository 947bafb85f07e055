"""From the tree of a part to the code that writes it."""
