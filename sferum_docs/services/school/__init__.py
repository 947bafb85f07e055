"""The data of a school."""
