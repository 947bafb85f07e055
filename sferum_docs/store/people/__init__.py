"""People who come and go: what is planned for them and what was done."""
