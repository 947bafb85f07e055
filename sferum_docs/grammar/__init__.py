"""Russian: cases, names, posts, organisations, numerals, dates, typography. Pure."""
