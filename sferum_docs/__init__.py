"""Orders, plans and checklists of a school that carry out a municipal resolution."""

import gc

VERSION = "0.7.0"  # as in pyproject.toml
# starting makes a million values that stay, a page tens of thousands: to look for circles among them after each 700
# costs a tenth of either
gc.set_threshold(10_000, 20, 20)
