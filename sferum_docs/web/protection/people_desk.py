"""The addresses about people who come and go: of the head and of the secretary."""

PEOPLE_DESK = ("people.page", "people.begin", "change.page", "change.save", "change.papers", "change.step")
