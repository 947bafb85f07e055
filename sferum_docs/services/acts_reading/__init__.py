"""An act read from its text: begun, reviewed by a person, made a pack."""
