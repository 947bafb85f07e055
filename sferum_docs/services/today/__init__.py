"""What is to be done now: by whom, by which day, on which page."""
