"""Word templates with Russian tags: compile, inspect, render, integrity. Knows no school. Pure."""
