"""Mail: the server as it is set, letters about entries, the outbox, who sends it, reminders."""
