"""What a school owes week by week, and what is kept of it."""
