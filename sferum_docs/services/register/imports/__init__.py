"""An old register read from a table, and taken back."""
