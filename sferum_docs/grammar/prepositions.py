"""Prepositions that agree with the next sound, also of a figure or an abbreviation as they are read aloud.

>>> with_preposition("Алиеве", "о"), with_preposition("2 октября", "с"), with_preposition("МРОТ", "о")
('об Алиеве', 'со 2 октября', 'о МРОТ')
"""

import re

from sferum_docs.grammar.counting import UnknownWordError
from sferum_docs.grammar.tables import table

_CONSONANT = "[бвгджзйклмнпрстфхцчшщ]"
_FIRST: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "о": (
        (re.compile(r"(?:мне|всех|вс[её]м|всей|вся)\b", re.IGNORECASE), "обо"),
        (re.compile(r"[аиоуэы]", re.IGNORECASE), "об"),
    ),
    "с": (
        (re.compile(rf"(?:[сзшж]{_CONSONANT}|щ|мно[йю]|льв|вс[её]|вс{_CONSONANT}|втор|ст[оа]\b)", re.IGNORECASE), "со"),
    ),
    "к": ((re.compile(rf"(?:мне|льв|вс[её]|вс{_CONSONANT}|втор)", re.IGNORECASE), "ко"),),
    "в": ((re.compile(rf"(?:[вф]{_CONSONANT}|льв|мне|мног)", re.IGNORECASE), "во"),),
}
_LEAD = re.compile(r"\W*")
_FIGURES = re.compile(
    r"(\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?![\d.,]*\d*%)(?:-?(?:го|му|м|й|е|я|ю|ой|ом|ым|ый|ая))?(?:\b|$)"
)
_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})\b")
_ABBREVIATION = re.compile(r"[А-ЯЁ]{2,}(?![а-яё])")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}\b")
# How the names of the letters begin: эм, эн, эр, эс, эф; the rest begin as they are written.
_NAMES = {letter: f"э{letter.lower()}" for letter in "ЛМНРСФ"}
_CLUSTER = re.compile(r"[БВГДЖЗКЛМНПРСТФХЦЧШЩ]{2}")
_HUNDRED, _THOUSAND, _TEN, _TWENTY = 100, 1000, 10, 20


def with_preposition(text: str, preposition: str) -> str:
    """The text after о, с, к or в as its first sound asks; UnknownWordError for another preposition."""
    forms = _FIRST.get(preposition)
    if forms is None:
        raise UnknownWordError(f"предлог «{preposition}» не меняется или не знаком: можно {', '.join(_FIRST)}")
    spoken = _spoken(text[len(_LEAD.match(text)[0]) :])  # type: ignore[index]  # it matches anything
    form = next((form for first, form in forms if first.match(spoken)), preposition)
    return f"{form} {text}"


def _spoken(text: str) -> str:
    """How the text begins when it is read aloud: «втор…» for «2 октября», «эмчеэс» for МЧС."""
    figures, roman, short = _FIGURES.match(text), _ROMAN.match(text), _ABBREVIATION.match(text)
    if figures:
        digits = re.sub(r"\D", "", figures[1])
        whole = figures[0]
        return _number(digits, ordinal=whole != figures[1] or _is_ordinal(text, figures.end()))
    if roman and roman[0]:
        return _number(str(_value(roman[0])), ordinal=True)
    if short:
        return _abbreviation(short[0])
    return text


def _is_ordinal(text: str, end: int) -> bool:
    """Whether a figure names a place in a row: a day of a month, a class, a quarter."""
    following = re.match(r"(?:\s*[«\"][а-я][»\"])?\s*([а-яё]+)", text[end:], re.IGNORECASE)
    return bool(_DATE.match(text)) or bool(following and following[1].lower() in _ordinal_nouns())


def _ordinal_nouns() -> frozenset[str]:
    months = table("counted")["months"]["names"].split()
    return frozenset(months) | frozenset(table("counted")["places"]["nouns"].split())


def _number(digits: str, *, ordinal: bool) -> str:
    """The beginning of a number in words, as far as a preposition hears it."""
    digits = digits.lstrip("0") or "0"
    value = int(digits[: len(digits) - 3 * ((len(digits) - 1) // 3)])  # the highest group: 11 of 11 000
    highest = value if value < _TWENTY else value // _HUNDRED * _HUNDRED or value // _TEN * _TEN
    only = len(digits) <= len(str(value)) and value < _TWENTY
    if only and ordinal and value in {1, 2}:
        return ("перв", "втор")[value - 1]
    if value == 1 and not only:
        return "тысяч"
    return {1: "одн", 2: "дв", 11: "одиннадцат", _HUNDRED: "ста"}.get(highest, "—")


def _value(roman: str) -> int:
    signs = {"I": 1, "V": 5, "X": 10}
    values = [signs[sign] for sign in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _abbreviation(text: str) -> str:
    """An abbreviation as a word where it can be said as one, else by the names of its letters."""
    if text in table("counted")["abbreviations"]["read_as_words"].split() or not _CLUSTER.match(text):
        return text
    return _NAMES.get(text[0], text[0].lower() + "э") + text[1:].lower()
