"""Pages about people who come and go, and about what is kept of a person."""
