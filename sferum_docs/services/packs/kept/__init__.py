"""Packs of the database in folders of this machine."""
