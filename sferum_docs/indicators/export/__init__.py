"""Figures given back: in the layout of the sheet they came in, as a plain list, as a file of plain values."""
