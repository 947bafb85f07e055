"""One entry of a register and what belongs to it."""
