"""Numbers of a school: one small module a number, each with `compact` and `check`."""
