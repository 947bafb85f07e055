"""The command line of the application: the same services as the pages."""
