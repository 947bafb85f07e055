"""Whether a person is a man or a woman, by patronymic, surname and first name; None means ask."""

import re

from sferum_docs.grammar.case import Gender
from sferum_docs.grammar.cleaning import clean_name

_MIDDLE = {
    Gender.MALE: re.compile(r".*(?:ич|\b(?:оглы|оглу|улы|уулу|углы))", re.IGNORECASE),
    Gender.FEMALE: re.compile(r".*(?:[вч]на|\b(?:кызы|гызы|кыз|кизи))", re.IGNORECASE),
}
_LAST = {
    Gender.MALE: re.compile(r".*(?:[оеё]в|[иы]н|[сц]кий|ый)", re.IGNORECASE),
    Gender.FEMALE: re.compile(r".*(?:[оеё]ва|[иы]на|[сц]кая|ая)", re.IGNORECASE),
}


def detect_gender(last: str = "", first: str = "", middle: str = "") -> Gender | None:  # noqa: ARG001 the first name comes with its table
    """The gender, or None when it has to be asked."""
    for text, marks in ((middle, _MIDDLE), (last, _LAST)):
        word = clean_name(text).text
        found = [gender for gender, mark in marks.items() if mark.fullmatch(word)]
        if word and len(found) == 1:
            return found[0]
    return None
