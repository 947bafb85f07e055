"""By when: deadlines of every kind, and dates as acts print them."""
