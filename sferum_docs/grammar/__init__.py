"""Russian: cases, names, posts, organisations, numerals, dates, typography. Pure."""

from sferum_docs.grammar.case import Case, Gender, Part
from sferum_docs.grammar.gender import detect_gender
from sferum_docs.grammar.names import decline_full_name, decline_name
from sferum_docs.grammar.organisations import decline_organisation
from sferum_docs.grammar.paradigm import Declined
from sferum_docs.grammar.posts import decline_post
from sferum_docs.grammar.split import initials

__all__ = [
    "Case",
    "Declined",
    "Gender",
    "Part",
    "decline_full_name",
    "decline_name",
    "decline_organisation",
    "decline_post",
    "detect_gender",
    "initials",
]
