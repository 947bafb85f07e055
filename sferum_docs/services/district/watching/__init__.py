"""How far the bodies below an office have carried out an act: worked out, kept, shown as a table."""
