"""The file of a template: opening it, what may stand in it, writing it again."""
