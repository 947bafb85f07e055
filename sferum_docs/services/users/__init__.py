"""Users: signing in, passwords, guesses, drafts."""
