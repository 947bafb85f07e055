"""Checked data out of what people hand in: texts, records, sheets; all faults at once. Pure."""
