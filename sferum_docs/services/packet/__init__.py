"""A packet: planned, shown, made, as a folder."""
