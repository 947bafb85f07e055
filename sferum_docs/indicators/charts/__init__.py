"""Charts of indicators: pure geometry, written as SVG by a template."""
