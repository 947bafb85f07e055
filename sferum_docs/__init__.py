"""Orders, plans and checklists of a school that carry out a municipal resolution."""

VERSION = "0.4.0"  # as in pyproject.toml
