"""Forms: fields, drafts, edit tokens, refusals."""
