"""Somebody leaves, moves or comes: what the papers about it tell. Pure."""
