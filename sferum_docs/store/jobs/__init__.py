"""Jobs as they are kept: what they are, how far they have come, who has begun which part."""
