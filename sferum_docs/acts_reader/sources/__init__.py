"""From a file or pasted text to the lines of an act, as they are printed."""
