"""Who must act, and who watches that he does."""
