"""Made documents: listed, printed, returned, verified."""
