"""People come and go: what they hold, who takes it over, the papers, their data."""
