"""The acts that a text cites: kind, date, number, title, as they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.words.deadlines.dates import DATE, day_of
from sferum_docs.acts_reader.words.deadlines.masks import BLOT, without_quotations
from sferum_docs.acts_reader.words.found import Found
from sferum_docs.directives.model import ActReference

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = (
    (r"федеральн\w{2,3}\sконституционн\w{2,3}\sзакон\w{0,3}", "Федеральный конституционный закон"),
    (r"федеральн\w{2,3}\sзакон\w{0,3}|\bФЗ(?=\s(?:от|РФ|№))", "Федеральный закон"),
    (r"указ(?:ом|а|у|е|ами)?(?=\s(?:президент|глав|губернатор))", "Указ"),
    (r"закон(?:ом|а|у|е|ами)?(?=\s)", "Закон"),
    (r"постановлени(?:ем|я|ю|е|и|ями|ях|й)\b", "постановление"),
    (r"распоряжени(?:ем|я|ю|е|и|ями|ях|й)\b", "распоряжение"),
    (r"приказ(?:ом|а|у|е|ами|ы|ов|ах)?\b", "приказ"),
    (r"решени(?:ем|я|ю|е|и|ями|й)\b", "решение"),
    (r"письм(?:ом|а|у|о|е|ами)\b", "письмо"),
    (r"поручени(?:ем|я|ю|е|и|ями|й)\b", "поручение"),
    (r"протокол(?:ом|а|у|е|ы|ами)?\b", "протокол"),
    (r"предписани(?:ем|я|ю|е|и|й)\b", "предписание"),
    (r"представлени(?:ем|я|ю|е|и)(?=\s(?:прокур|от\s))", "представление"),
    (r"телеграмм\w{1,3}\b", "телеграмма"),
)  # fmt: skip
_KIND = re.compile("|".join(f"(?P<k{place}>{pattern})" for place, (pattern, _name) in enumerate(_KINDS)), re.IGNORECASE)
_NUMBER = r"(?:[0-9А-ЯЁA-Zа-яёa-z]{1,12}(?:(?:\s?[-–/\\]\s?|\.(?=\d))[0-9А-ЯЁA-Zа-яёa-z]{1,10}){0,5}|б/н)"
_SIGN = r"(?:№{1,2}|N|No\.?|#)\s?"
_ANCHOR = re.compile(rf"(?:от\s?)?({DATE})\s?,?\s?(?:за\s)?{_SIGN}({_NUMBER})", re.IGNORECASE)
_TURNED = re.compile(rf"{_SIGN}({_NUMBER})\s(?:от\s)({DATE})(?!\s?{_SIGN})", re.IGNORECASE)
_NUMBERED_BEFORE = re.compile(rf"(?<!сад\s)(?<!школа\s)(?<!школы\s)(?<!СОШ\s)(?<!ООШ\s){_SIGN}{_NUMBER}\s$")
_MORE = re.compile(rf"\s?(?:,|и|,\sи)\s?{_SIGN}({_NUMBER})")
_UNDATED = re.compile(
    rf"(федеральн\w{{2,3}}\sзакон\w{{0,3}})\s{_SIGN}(\d{{1,4}}\s?-\s?ФЗ)(?!\s?(?:от\s)?\d)", re.IGNORECASE
)
_RULES = re.compile(
    r"(?:санитарн\w{2,3}\s(?:правил\w{0,3}|норм\w{0,3})[^.;]{0,60}\s)?(СанПиН|СП)\s?№?\s?(\d(?:\.\d{1,2}){1,2}(?:/\d(?:\.\d){1,2})?\.\d{2,5}-\d{2})"
)
_LISTED = re.compile(r"[\s,;]{0,4}(?:и\s)?(?:также\s)?")
_OF_LAW = re.compile(r"\d\s?-\s?ФЗ$")
_OF_SCHOOL = re.compile(r"(?:школ\w{0,2}|СОШ|ООШ|лице\w{1,2}|гимнази\w{1,2}|сад\w{0,2})\s$", re.IGNORECASE)
_TITLE = re.compile(r"\s?\(?(?:[^\s«\"“]{1,20}\s){0,3}?([«\"“])")
_TITLED_BEFORE = re.compile(r"[«\"“]\s?(?:О|Об|Обо)\s")
_TAIL = re.compile(r"[\s,(]{0,4}(?:от)?\s?$")
_BACK, _LONGEST_TITLE = 320, 700
_CLOSING = {"«": "»", '"': '"', "“": "”"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference and where it stands in the text."""

    start: int
    end: int
    reference: ActReference


def references(text: str) -> Found[tuple[ActReference, ...]]:
    """Every act that the text cites by a date or a number, in the order of the text."""
    found: dict[tuple[str, object], ActReference] = {}
    for one in cited(text):
        key = (re.sub(r"\s", "", one.reference.number).casefold(), one.reference.date)
        if key not in found or (one.reference.title and not found[key].title):
            found[key] = one.reference
    return Found(tuple(found.values()))


def cited(text: str) -> list[Cited]:
    """The references with their places; what a title in quotation marks cites is none."""
    bare = without_quotations(text)
    found = [*_dated(text, bare), *_undated(text, bare)]
    return sorted(found, key=lambda one: one.start)


def _dated(text: str, bare: str) -> Iterator[Cited]:
    straight = (
        one
        for one in _ANCHOR.finditer(bare)
        if not _NUMBERED_BEFORE.search(bare, max(0, one.start() - 40), one.start())
    )
    anchors = [(one.start(), one.end(), one[1], one[2]) for one in straight]
    taken = {place for start, end, _day, _number in anchors for place in (start, end)}
    turned = [one for one in _TURNED.finditer(bare) if not _OF_SCHOOL.search(bare[: one.start()][-20:])]
    anchors += [
        (one.start(), one.end(), one[2], one[1])
        for one in turned
        if not any(one.start() < at <= one.end() for at in taken)
    ]
    before: Cited | None = None
    for start, end, day, number in sorted(anchors):
        kind = _kind(text, bare, before.end if before else 0, start)
        if _OF_LAW.search(number):
            kind = ("Федеральный закон", kind[1] if kind else start, kind[2] if kind else "")
        if kind is None and (before is None or not _LISTED.fullmatch(bare[before.end : start].replace(BLOT, ""))):
            continue
        name, begin, title = kind or (before.reference.kind, start, "")  # type: ignore[union-attr]
        said = ActReference(name, _tidy(number), day_of(day, None), title or _title(text, end), text[begin:end])
        before = Cited(begin, end, said)
        yield before
        last = end
        while more := _MORE.match(bare, last):
            last = more.end()
            before = Cited(
                more.start(),
                last,
                replace(said, number=_tidy(more[1]), title=_title(text, last), quote=more[0].strip(" ,и")),
            )
            yield before


def _undated(text: str, bare: str) -> Iterator[Cited]:
    for one in _UNDATED.finditer(bare):
        yield Cited(
            one.start(),
            one.end(),
            ActReference("Федеральный закон", _tidy(one[2]), None, _title(text, one.end()), one[0]),
        )
    for one in _RULES.finditer(bare):
        yield Cited(
            one.start(), one.end(), ActReference("санитарные правила", one[2], None, _title(text, one.end()), one[0])
        )


def _kind(text: str, bare: str, after: int, start: int) -> tuple[str, int, str] | None:
    """The kind with its issuer in the nominative, where it begins, and a title that stands before the date."""
    begin = max(after, start - _BACK)
    found = None
    for found in _KIND.finditer(bare, begin, start):  # noqa: B007 the last one is meant
        pass
    if found is None:
        return None
    name = next(name for place, (_pattern, name) in enumerate(_KINDS) if found[f"k{place}"])
    rest = text[found.end() : start]
    titled = _TITLED_BEFORE.search(rest)
    title = rest[titled.start() :].strip(' «»"“”,') if titled else ""
    issuer = _TAIL.sub("", rest[: titled.start()] if titled else rest).strip(" ,(:")
    return (f"{name} {issuer}".strip() if len(issuer) < 250 else name), found.start(), title  # noqa: PLR2004 no issuer is so long


def _title(text: str, place: int) -> str:
    """The title in quotation marks right behind the number."""
    opened = _TITLE.match(text, place)
    if opened is None or any(sign in text[place : opened.start(1)] for sign in ",;."):
        return ""
    closing, depth = _CLOSING[opened[1]], 1
    for at in range(opened.end(), min(len(text), opened.end() + _LONGEST_TITLE)):
        if text[at] == closing and (closing != '"' or text[at + 1 : at + 2] in {"", " ", ",", ".", ";", ":", ")"}):
            depth -= 1
        elif text[at] == opened[1] != closing:
            depth += 1
        if not depth:
            return text[opened.end() : at].strip()
    return ""


def _tidy(number: str) -> str:
    return re.sub(r"\s", "", number).rstrip(".-–/")
