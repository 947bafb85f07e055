"""What the XML of a file shows, by what it stands in: the words around an element, tables, colours."""
