"""G09–G12, G14–G16, G20, G21, G42, G45: type, lines and spelling of the running text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sferum_docs.gost.reading.document import commonest, twips
from sferum_docs.gost.reading.package import qn
from sferum_docs.gost.rules import CheckContext, RuleNotApplicableError, Violation, check_of
from sferum_docs.gost.words import MONTHS, ORDERING, WORDS
from sferum_docs.wordml.switches import is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.document import Paragraph, Run

SINGLE, ONE_AND_A_HALF = 240, 360
INDENT_TOLERANCE = 10
ALIGNED = {"left": "влево", "right": "вправо", "center": "по центру", "both": "по ширине", "distribute": "с растяжкой"}
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_MONTH = "|".join(MONTHS)
_TYPED_SPACE = re.compile(r"\S[ \u00a0]{2,}\S")
_SPREAD = re.compile(r"(?<!\w)(?:[А-Яа-яЁё][ \u00a0]){4,}[А-Яа-яЁё](?!\w)")  # letters that spaces set apart
_BREAKABLE = re.compile(
    rf"""(?:(?<![А-Яа-яЁё])[А-ЯЁ]\.(?:[\u2011-][А-ЯЁ]\.)?[ ]?(?:[А-ЯЁ]\.)?[ ](?=[А-ЯЁ][а-яё]+)\w+  # initials, surname
    |\b[А-ЯЁ][а-яё]+[ ][А-ЯЁ]\.(?:[\u2011-][А-ЯЁ]\.)?\s?[А-ЯЁ]\.                    # surname and initials
    |№[ ]\d[\w/.-]* | \b\d{{1,2}}[ ](?:{_MONTH})\b | \b\d{{4}}[ ]г(?:\.|ода?\b)
    |\b(?:п|пп|ст|ч|подп|гл|разд)\.[ ]\d[\d.]* | \b\d+[ ]%)""",
    re.VERBOSE,
)
_GLUED = re.compile(rf"№\d[\w/.-]*|\b\d{{4}}г\.|\b(?:п|ст|ч)\.\d[\d.]*|\b\d{{1,2}}(?:{_MONTH})\b")
_TAG = re.compile(r"\{\{.*?\}?\}?|\{%.*|\bNone\b|\bundefined\b|#(?:ССЫЛКА|REF)!")
_FILLED_BY_HAND = re.compile(r"№\s?_+|от\s_+|«_+»\s?_*\s?(?:20_*)?|(?<!_)_+\s?20_+")
_SHEETS = frozenset(
    {"ведомость", "чек-лист", "лист ознакомления", "журнал", "реестр", "отчёт", "отчет", "согласие", "заявление", "акт"}
)


def runs_of(items: tuple[Paragraph, ...] | list[Paragraph]) -> Iterator[tuple[Paragraph, Run]]:
    """Printed runs with their paragraphs."""
    for item in items:
        for run in item.runs:
            if run.text.strip():
                yield item, run


def body_of(case: CheckContext) -> tuple[Paragraph, ...]:
    """The running text; RuleNotApplicableError when the document has none."""
    if not case.outline.body:
        raise RuleNotApplicableError("no_text")
    return case.outline.body


@check_of("G09")
def one_font(case: CheckContext) -> Iterator[Violation]:
    """One family, the profile's; in the edition of 2016 a free one."""
    body = case.outline.body or case.document.printed
    used = [(item, family) for item, run in runs_of(list(body)) for family in _families(run)]
    weights = Counter(family for _, family in used)
    main = case.profile.font or max(weights, key=lambda family: weights[family], default="")
    for family in weights:
        item = next(item for item, other in used if other == family)
        if not family:
            yield Violation("unset", item)
        elif case.profile.font and family != main:
            yield Violation("other", item, {"given": family, "wanted": main})
        elif family != main:
            yield Violation("mixed", item, {"given": family, "main": main})
        if case.profile.edition == "2016" and family:
            yield from _unfree(case, item, family)


def _unfree(case: CheckContext, item: Paragraph, family: str) -> Iterator[Violation]:
    """Times New Roman is a request that the reader's machine meets; only the file that carries it spreads it."""
    settings = case.document.settings
    embedded = is_on(None if settings is None else settings.find(qn("w:embedTrueTypeFonts")))
    if family not in WORDS["fonts"]["free"]:
        if family not in WORDS["fonts"]["asked"]:
            yield Violation("paid", item, {"given": family})
        elif embedded:
            yield Violation("embedded", item, {"given": family})


def _families(run: Run) -> set[str]:
    """Faces of the run's letters: Cyrillic takes the slot hAnsi, Latin and digits the slot ascii."""
    found = set()
    if _CYRILLIC.search(run.text):
        found.add(run.values.get("hAnsi", ""))
    if re.search("[A-Za-z0-9]", run.text):
        found.add(run.values.get("ascii", ""))
    return found


@check_of("G10")
def size(case: CheckContext) -> Iterator[Violation]:
    """12, 13 or 14, the same everywhere."""
    allowed = {round(points * 2) for points in case.profile.sizes}
    main = main_size(case)
    for item in body_of(case):
        sizes = {_size(run) for _, run in runs_of([item]) if "vertAlign" not in run.values}
        for given in sorted(sizes):
            if given not in allowed:
                yield Violation("size", item, {"given": _points(given)})
            elif given != main:
                yield Violation("mixed", item, {"given": _points(given), "main": _points(main)})


@check_of("G11")
def table_size(case: CheckContext) -> Iterator[Violation]:
    """Type of tables: legible, and no larger than the text."""
    tables = {table.number for table in case.document.tables if table.lined}
    items = [item for item in case.document.printed if item.cells and item.cells[0][0] in tables]
    if not items:
        raise RuleNotApplicableError("no_tables")
    main = main_size(case) if case.outline.body else 28
    told = set()
    for item, run in runs_of(items):
        given, table = _size(run), item.cells[0][0]
        if (given < case.profile.table_size * 2 or given > main) and (table, given) not in told:
            told.add((table, given))
            key = "small" if given < case.profile.table_size * 2 else "large"
            yield Violation(
                key, item, {"given": _points(given), "least": case.profile.table_size, "main": _points(main)}
            )


def main_size(case: CheckContext) -> int:
    """The commonest size of the running text in half-points."""
    sizes: Counter[int] = Counter()
    for _, run in runs_of(list(case.outline.body)):
        sizes[_size(run)] += len(run.text)
    return commonest(sizes) or 28


def _size(run: Run) -> int:
    return int(run.values.get("sz", 20))  # Word's own default is 10 points


def _points(half: int) -> str:
    return f"{half / 2:g}".replace(".", ",")


@check_of("G12")
def lines(case: CheckContext) -> Iterator[Violation]:
    """Lines at 1 to 1.5; never a fixed height."""
    for item in body_of(case):
        rule = item.rule
        if rule != "auto":
            yield Violation("exact", item, {"rule": {"exact": "точно", "atLeast": "минимум"}.get(rule, rule)})
        elif not SINGLE <= item.length_of_line <= ONE_AND_A_HALF:
            yield Violation(
                "wide", item, {"given": f"{item.length_of_line / SINGLE:.2f}".rstrip("0").rstrip(".").replace(".", ",")}
            )


@check_of("G14")
def indent(case: CheckContext) -> Iterator[Violation]:
    """The first line of each paragraph."""
    wanted = twips(case.profile.indent)
    for item in body_of(case):
        if re.match(r"[ \u00a0\t]", item.text):
            yield Violation("typed", item)
        elif abs(item.length("first") - wanted) > INDENT_TOLERANCE:
            given = f"{item.length('first') / twips(1):.1f}".replace(".", ",").removesuffix(",0")
            yield Violation("indent", item, {"given": given, "wanted": f"{case.profile.indent:g}".replace(".", ",")})


@check_of("G15")
def justified(case: CheckContext) -> Iterator[Violation]:
    """Both margins."""
    for item in body_of(case):
        if item.jc != "both":
            yield Violation("found", item, {"given": ALIGNED.get(item.jc, ALIGNED["distribute"])})


@check_of("G16")
def letter_spacing(case: CheckContext) -> Iterator[Violation]:
    """Letters and words at their usual distance."""
    for item in body_of(case):
        if _SPREAD.search(ORDERING.sub("", item.text)) or any(
            _set_apart(run) and not ORDERING.search(run.text) for _, run in runs_of([item])
        ):
            yield Violation("letters", item)
        if found := _TYPED_SPACE.search(item.text):
            yield Violation("spaces", item, words=found[0])


def _set_apart(run: Run) -> bool:
    return bool(run.values.get("spacing") or run.values.get("fitText"))


@check_of("G20")
def kept_together(case: CheckContext) -> Iterator[Violation]:
    """No break where a reader would stumble: an ordinary space there is a finding."""
    for item in case.document.all_printed:
        for pattern, key in ((_BREAKABLE, "found"), (_GLUED, "glued")):
            for match in pattern.finditer(item.text):
                yield Violation(key, item, {"text": match[0]}, match[0])


@check_of("G21")
def marks(case: CheckContext) -> Iterator[Violation]:
    """Quotation marks and dashes of one kind."""
    texts = case.document.all_printed
    long = sum(item.text.count("—") for item in texts)
    short = sum(len(re.findall(r"(?<=\s)–(?=\s)", item.text)) for item in texts)
    odd = re.compile(r"(?<=\s)–(?=\s)") if long >= short else re.compile("—")
    told = False
    for item in texts:
        if '"' in item.text:
            yield Violation("quotes", item, words=_near(item.text, '"'))
        if "“" in item.text and "„" not in item.text:
            yield Violation("curly", item, words=_near(item.text, "“"))
        if match := re.search(r"(?<=[\w»)])[ \u00a0]-[ \u00a0](?=[\w«(])", item.text):
            yield Violation("hyphen", item, words=item.text[max(0, match.start() - 15) : match.end() + 15])
        if long and short and not told and (match := odd.search(item.text)):
            told = True
            yield Violation("dashes", item, words=item.text[max(0, match.start() - 15) : match.end() + 15])


def _near(text: str, mark: str) -> str:
    at = text.index(mark)
    return text[max(0, at - 12) : at + 13]


@check_of("G42")
def filled(case: CheckContext) -> Iterator[Violation]:
    """No tag, no blank but where a hand fills it, no space before a comma."""
    for item in case.document.all_printed:
        if match := _TAG.search(item.text):
            yield Violation("tag", item, {"text": match[0]}, match[0])
        if case.kind not in _SHEETS and _has_blank(case, item):
            yield Violation("blank", item)
        if match := re.search(r"\w\s+[,;:](?=\s|$)|\w\s+\.(?=\s|$)", item.text):
            yield Violation("space", item, words=item.text[max(0, match.start() - 15) : match.end() + 15])


def _has_blank(case: CheckContext, item: Paragraph) -> bool:
    """A blank in the document itself: an annex may be a form."""
    signed = {id(part) for signature in case.outline.signatures for part in (signature.where, signature.named)}
    in_annex = any(not annex.apart and item.index >= annex.start.index for annex in case.outline.annexes)
    if id(item) in signed or in_annex or item.in_corner or (item.in_table and not item.words.strip("_ /«».г20")):
        return False
    if re.fullmatch(r"[^_]{1,60}:[_\s]+", item.text):
        return False  # «Решение руководителя: ____»: a place for a hand
    return "___" in _FILLED_BY_HAND.sub("", item.text)


@check_of("G45")
def language(case: CheckContext) -> Iterator[Violation]:
    """Russian, for most of what is printed in Cyrillic letters."""
    spoken: Counter[str] = Counter()
    for _, run in runs_of(list(case.document.printed)):
        if _CYRILLIC.search(run.text):
            spoken[str(run.values.get("lang", ""))] += len(run.text)
    if not spoken:
        return
    main = max(spoken, key=lambda code: spoken[code])
    if not main:
        yield Violation("unset")
    elif not main.startswith("ru"):
        yield Violation("other", values={"text": main})
