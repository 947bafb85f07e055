"""Pages of one entry of a register."""
