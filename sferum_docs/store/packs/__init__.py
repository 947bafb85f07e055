"""Packs that were taken in, each with the body it belongs to, and the templates that an office proposes."""
