"""Copies of registered documents for the school's site: what may go there, without contacts of people."""
