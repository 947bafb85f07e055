"""Papers for many bodies: chosen, tried out, made, taken away."""
