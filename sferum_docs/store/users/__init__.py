"""Rows of users, their sessions, guesses and drafts."""
