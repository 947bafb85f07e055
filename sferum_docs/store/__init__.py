"""Tables, and one module for each thing stored."""
