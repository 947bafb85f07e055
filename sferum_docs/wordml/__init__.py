"""WordprocessingML: the walk over text that every room shares. Pure."""
