"""The officers that a clause tells to appoint."""


def officers_demanded(text: str) -> tuple[str, ...]:
    """The roles to be filled, in the nominative: «назначить ответственного за питание» → «Ответственный за питание»."""
    del text
    return ()
