"""Who may do what: access, sessions, limits, headers."""
