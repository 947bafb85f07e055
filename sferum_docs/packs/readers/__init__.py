"""The parts of pack.toml, each read into its values with all faults at once."""
