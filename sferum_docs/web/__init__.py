"""Pages: the application, errors, and one package for each job."""
