"""The layout check of ГОСТ Р 7.0.97, editions 2016 and 2025: rules as data, small checks, a report. Pure."""
