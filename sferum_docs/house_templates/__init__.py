"""The house style of the shipped Word templates and the builder that makes them. Pure."""
