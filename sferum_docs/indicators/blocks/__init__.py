"""Sheets whose rows say in other places than a column of their own what their values are of."""
