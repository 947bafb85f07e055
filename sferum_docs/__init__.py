"""Orders, plans and checklists of a school that carry out a municipal resolution."""
