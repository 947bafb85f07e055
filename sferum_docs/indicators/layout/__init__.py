"""How a sheet is laid out: its captions, its tables, its weeks, its rows."""
