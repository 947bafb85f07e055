"""Russian: cases, names, posts, organisations, numerals, dates, typography. Pure."""

from sferum_docs.grammar.case import Case, Gender, Part
from sferum_docs.grammar.gender import detect_gender
from sferum_docs.grammar.names import decline_full_name, decline_name, full_name_paradigm, name_paradigm
from sferum_docs.grammar.organisations import decline_organisation, organisation_paradigm
from sferum_docs.grammar.paradigm import Choice, Declined, Paradigm
from sferum_docs.grammar.posts import decline_post, post_paradigm
from sferum_docs.grammar.split import initials

__all__ = [
    "Case",
    "Choice",
    "Declined",
    "Gender",
    "Paradigm",
    "Part",
    "decline_full_name",
    "decline_name",
    "decline_organisation",
    "decline_post",
    "detect_gender",
    "full_name_paradigm",
    "initials",
    "name_paradigm",
    "organisation_paradigm",
    "post_paradigm",
]
