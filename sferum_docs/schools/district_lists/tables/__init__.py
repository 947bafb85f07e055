"""The tables of sheets: where they begin, what their columns hold, their entries as they are written."""
