"""Measurements that are no tests: they print figures and every wrong row."""
