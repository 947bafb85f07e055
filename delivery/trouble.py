"""What keeps the program from starting, told to whoever started it."""


class Trouble(Exception):  # noqa: N818  a sentence for a person, not a mistake of ours
    """A sentence: what happened, why, what to do."""
