"""Papers for many bodies at once: what an office asks for, what comes of it for each body, what it takes away."""
