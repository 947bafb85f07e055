"""What papers tell of figures: sentences, periods, what is kept with a paper."""
