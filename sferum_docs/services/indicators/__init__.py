"""Indicators of a school: what is kept week by week, what was concluded, what is done."""
