"""The fields of a school, declared once: reader, table, form, page, tag and guide follow from the declaration."""
