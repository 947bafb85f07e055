"""The mark that a line begins with: «1.», «2.З.», «- 1.1.», «а)», «–», «•» — as printed and as it is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from sferum_docs.acts_reader.layout.vocabulary import begins, plain

_LOOKALIKES = str.maketrans("ЗзбОоOlI|і", "3360001111")
_DIGIT = r"(?:[0-9]|[ЗзбОоOlI|і](?=\s?[.)]|\d))"
_NUMBER = rf"{_DIGIT}{{1,3}}"
_DECIMAL = re.compile(
    rf"(?P<dash>[-–—•]\s?)?"
    rf"(?P<number>{_NUMBER}(?:\s?\.(?:{_NUMBER}|\s{_DIGIT}{{1,2}}(?=\s?\.(?:\s|[^\W\d_])))){{0,5}})(?P<end>\s?[.)])?(?P<gap>\s*)(?P<rest>.*)"
)
_COMMA = re.compile(r"([1-9]\d?),\s([А-ЯЁ].*)")
_SECTION = re.compile(r"(?P<mark>§\s?(?P<number>\d{1,2})\.?)(?:\s+(?P<rest>.*)|(?P<none>))")
_BRACKETED = re.compile(r"(?P<mark>\((?P<number>\d{1,2})\))\s*(?P<rest>.*)")
_LETTER = re.compile(r"(?P<mark>\(?(?P<letter>[^\W\d_])\s?(?P<end>[).]))\s*(?P<rest>.*)")
_ROMAN = re.compile(r"(?P<mark>(?P<number>[IVXІХ]{1,5})\.)\s*(?P<rest>[^\W\d_].*)")
_DASH = re.compile(r"(?P<mark>[-–—−])(?P<gap>\s*)(?P<rest>\S.*)")
_DOT = re.compile(r"(?P<mark>[•·●▪■◦○➢►✓✔\uf0b7\uf0a7\uf0d8\uf02d*])\s*(?P<rest>\S.*)")
_DATE = re.compile(r"\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?(?:\d{4}|\d\d)(?!\d)")
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_FIGURES = {"б": 6, "з": 3, "l": 1, "i": 1, "і": 1}  # letters that stand for a figure
_ROMANS = {"I": 1, "V": 5, "X": 10}
_YEAR = 1900
_EVERY = re.compile(r"\d")


class Style(StrEnum):
    """What a mark is made of; dashes and dots of one list may alternate only by a person's wish."""

    DECIMAL = "decimal"
    BRACKET = "bracket"
    LETTER = "letter"
    LATIN = "latin"
    ROMAN = "roman"
    DASH = "dash"
    DOT = "dot"
    PLAIN = "plain"


LISTED = frozenset({Style.DASH, Style.DOT, Style.PLAIN})
COUNTED = frozenset({Style.BRACKET, Style.LETTER, Style.LATIN})


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: `parts` are its numbers, `sure` when it ends with a dot or a bracket, `mended` when a scan spoilt it."""

    printed: str
    style: Style
    parts: tuple[int, ...]
    rest: str
    sure: bool = True
    mended: bool = False

    @property
    def value(self) -> int:
        """The last of its numbers."""
        return self.parts[-1] if self.parts else 0

    @property
    def counts(self) -> bool:
        """Whether what follows shows that the figure counts something, so that it is no mark."""
        return not self.sure and (
            (not self.rest[:1].isupper() and begins(self.rest, "counted")) or begins(self.rest, "parts_of")
        )


PLAIN = Mark("", Style.PLAIN, (), "")


def mark_of(text: str) -> Mark | None:
    """The mark at the beginning of a text, or None."""
    return (
        _section(text)
        or _decimal(text)
        or _with_comma(text)
        or _bracketed(text)
        or _roman(text)
        or _letter(text)
        or _bullet(text)
    )


def word_mark(printed: str, text: str) -> Mark | None:
    """The mark that Word counted, before a text that has none of its own."""
    mark = mark_of(f"{printed.strip()} {text}")
    if mark is None:
        return Mark(printed.strip(), Style.DOT, (), text) if printed.strip() else None
    return replace(mark, rest=text, sure=True)


def as_decimal(mark: Mark) -> Mark:
    """A bracketed number that numbers the clauses of the act themselves, or a letter that a scan took for a figure."""
    if mark.style is Style.BRACKET:
        return replace(mark, style=Style.DECIMAL)
    figure = _FIGURES.get(mark.printed[:1].lower(), 0)
    return replace(mark, style=Style.DECIMAL, parts=(figure,), mended=True) if figure else mark


def _decimal(text: str) -> Mark | None:
    found = _DECIMAL.fullmatch(text)
    if found is None or (not found["end"] and _DATE.match(text)):
        return None
    number, end, rest = found["number"], (found["end"] or "").strip(), found["rest"]
    pieces = [piece.strip() for piece in number.split(".")]
    parts = tuple(int(piece.translate(_LOOKALIKES)) for piece in pieces)
    if not _is_number(pieces, parts, end, found["gap"], rest):
        return None
    bracket = end == ")" and len(parts) == 1
    printed = f"{number})" if bracket and not found["dash"] else text[: found.start("gap")].strip()
    return Mark(
        printed, Style.BRACKET if bracket else Style.DECIMAL, parts, rest, bool(end), not all(map(str.isdigit, pieces))
    )  # fmt: skip


def _with_comma(text: str) -> Mark | None:
    """«2, Утвердить»: a scan took the dot for a comma."""
    found = _COMMA.fullmatch(text)
    return Mark(f"{found[1]},", Style.DECIMAL, (int(found[1]),), found[2], sure=False, mended=True) if found else None


def _is_number(pieces: list[str], parts: tuple[int, ...], end: str, gap: str, rest: str) -> bool:
    if not _EVERY.search("".join(pieces)):  # letters alone: «б.», «I.» are marks of other kinds
        return False
    if any(piece.startswith("0") for piece in pieces) or 0 in parts:
        return False
    if not gap and rest and (rest[0].isdigit() or rest[0] in "-–/%°,:"):
        return False
    return bool(end) or bool(gap and rest)


def _section(text: str) -> Mark | None:
    """«§ 1», alone on its line or before the text."""
    found = _SECTION.fullmatch(text)
    return Mark(found["mark"], Style.DECIMAL, (int(found["number"]),), found["rest"] or "") if found else None


def _bracketed(text: str) -> Mark | None:
    found = _BRACKETED.fullmatch(text)
    return Mark(found["mark"], Style.BRACKET, (int(found["number"]),), found["rest"]) if found else None


def _letter(text: str) -> Mark | None:
    found = _LETTER.fullmatch(text)
    if found is None:
        return None
    letter = found["letter"].lower()
    russian = _RUSSIAN.find(plain(letter)) + 1
    latin = 0 if russian else _LATIN.find(letter) + 1
    if not (russian or latin):
        return None
    style = Style.LETTER if russian else Style.LATIN
    printed = found["mark"].replace(" ", "")
    return Mark(printed, style, (russian or latin,), found["rest"], sure=found["end"] == ")")


def _roman(text: str) -> Mark | None:
    found = _ROMAN.fullmatch(text)
    if found is None:
        return None
    values = [_ROMANS[letter] for letter in found["number"].replace("І", "I").replace("Х", "X")]
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return Mark(found["mark"], Style.ROMAN, (total,), found["rest"])


def _bullet(text: str) -> Mark | None:
    dash = _DASH.fullmatch(text)
    if dash and not (dash["rest"][:1].isdigit() and not dash["gap"]):
        return Mark(dash["mark"], Style.DASH, (), dash["rest"])
    dot = _DOT.fullmatch(text)
    return Mark(dot["mark"], Style.DOT, (), dot["rest"]) if dot else None
