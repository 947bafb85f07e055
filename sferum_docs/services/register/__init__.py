"""Registering, and all that is kept beside an entry of a register."""
