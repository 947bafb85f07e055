"""Bodies of education: what people call each kind of them, and the short form of a name."""
