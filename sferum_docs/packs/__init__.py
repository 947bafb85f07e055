"""A pack: a directive with the documents that carry it out, read from pack.toml. Pure, reads files."""
