"""Rows of made documents, templates and scans."""
