"""Letters as they travel: addresses, the bytes of a letter, what is said to a mail server. Knows no school."""
