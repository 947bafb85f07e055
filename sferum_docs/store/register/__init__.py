"""Rows of the registers."""
