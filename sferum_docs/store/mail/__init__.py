"""Mail as it is kept: the server, the outbox, who sends what."""
