"""Pages of the data of a school."""
