"""LibreOffice: found, started, kept warm, killed."""
