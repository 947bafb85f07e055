"""Figures that a person types: what is meant, what cannot be."""
