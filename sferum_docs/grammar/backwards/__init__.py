"""Backwards: from a form in another case to the nominative, proved by declining the answer again where rules can."""

from sferum_docs.grammar.backwards.names import NAME, nominative_name
from sferum_docs.grammar.backwards.phrases import nominative
from sferum_docs.grammar.backwards.readings import Nominative, Reading, is_body, readings

__all__ = ["NAME", "Nominative", "Reading", "is_body", "nominative", "nominative_name", "readings"]
