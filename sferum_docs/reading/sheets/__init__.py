"""Tables of strangers: workbooks, text, web pages saved as tables."""
