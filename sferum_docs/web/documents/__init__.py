"""Pages of made documents, open to every role."""
