"""What is odd about the text of one node."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.suspicions.suspicion import Suspicion
from sferum_docs.acts_reader.words.deadlines.masks import without_quotations
from sferum_docs.acts_reader.words.forms import is_infinitive, is_known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.acts_reader.model import DraftNode

_LEAST = 4  # letters of a text that says something
_MANY_CAPITALS = 0.6
_MARK = re.compile(
    r"(?:(?<=[.;:])\s?\d{1,2}\.\d{1,2}\.?\s?(?=[А-ЯЁ]|[а-яё]{3})|(?<=[»)])\s?\d{1,2}\.\d{1,2}\.\s?(?=[^\W\d_]{3})|(?<=[^\W\d_])\s?\d{1,2}\.\d{1,2}\.?\s(?=[А-ЯЁ][а-яё]{3})"
    r"|(?<=[^\W\d_])\s?\d{1,2}\.\d{1,2}\.\s(?=[а-яё]{5})|(?:[;:]|(?<![А-ЯЁ])\.)\s?(?:[-–—•]\s|[а-я]\)\s|\d{1,2}\)\s))"
)
_MARK_BARE = re.compile(r"[а-яё».;:]\s\d{1,2}\.\s[А-ЯЁ][а-яё]{2,}")
_BEGINS = re.compile(r"[^\w«\"“„(]|[\dlIЗОбО]{1,2}[.,)](?!\d\d)")
_ANOTHER = re.compile(r"(?<=;)\s?([^\W\d_]+)|(?<=[^\W\d_]{3}\.)\s([А-ЯЁ][^\W\d_]+)")
_CAPITAL_IN_SENTENCE = re.compile(
    r"(?<=[а-яё»])\s(?:Глава|Директор|Начальник|Председатель|Заместитель|Руководитель|Заведующ(?:ий|ая)|Контроль\sза|Признать|Настоящ(?:ий|ее))\b"
)
_SIGNED = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+\s?$")
_FOREIGN = re.compile(
    r"\b(?:УТВЕРЖД[ЕЁ]Н\w?|СОГЛАСОВАНО|Приложение\s(?:к|№\s?\d{1,2}\sк)\s|предыдущую\sредакцию|внесены\sизменения|в\sредакции,\sдействовавшей|подлинник\w{0,2}\sэлектронного)"
)
_GLUED = re.compile(
    r"[а-яё]\((?!\w{1,3}\))|[,;:][А-ЯЁа-яё]{2}|[а-яё]{2}\d|\d[а-яё]{3}|[а-яё]{2}[.:;][-–]|[а-яё]{2}[А-ЯЁ][а-яё]|\)[а-яё]"
)
_WORD = re.compile(r"(?<![\w-])[а-яё]{6,40}(?![\w-])")
_MOST_WORDS = 400
_ANY = re.compile(r"[^\W\d_]+")
_DASHED = 3
_DELEGATING = frozenset({"рекомендовать", "поручить", "предложить", "обязать", "предписать", "просить"})
_PART = 5  # letters of either word at least
_FIGURES = re.compile(r"\d\.?[ОЗбoOl](?![а-яё])|(?<![\w])[ОЗбoOl]\.?\d|\d[а-яё]{3}")
_BROKEN = re.compile(r"[а-яё]-\s(?!и\s|или\s)[а-яё]{2}")
_DASHES = re.compile(r"\s[–—-]\s")
_JOINED = re.compile(r"[,;:.()–—-]|\b(?:и|или|а|не|чтобы|что|как)\b")
_COMPOUND = re.compile(r"[а-яё]{0,6}[оеиха]")  # «десяти|дневный» is one word
_SHORT = frozenset({"с", "в", "к", "и", "о", "на", "по", "за", "до", "от", "не", "из", "для", "при", "об"})


def of_text(node: DraftNode) -> Suspicion | None:
    """The first odd thing that the text shows."""
    return next(_all(node), None)


def _all(node: DraftNode) -> Iterator[Suspicion]:
    text = node.text.strip()
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < _LEAST or not (" " in text.rstrip(" .;:,") or node.children):
        yield Suspicion("text_short", "node", text[:40])
    if len(letters) > 2 * _LEAST and sum(map(str.isupper, letters)) > _MANY_CAPITALS * len(letters):
        yield Suspicion("text_capitals", "node", text[:40])
    if _BEGINS.match(text):
        yield Suspicion("text_begins_odd", "number", text[:20], 3)
    plain = without_quotations(text)
    for code, field, pattern, weight in _WITHIN:
        found = pattern.search(plain)
        if found:
            yield Suspicion(code, field, text[max(0, found.start() - 10) : found.end() + 25].strip(), weight)
    figures = _FIGURES.search(text)  # in `plain` they are put right
    if figures:
        yield Suspicion(
            "figures_as_letters", "text", text[max(0, figures.start() - 10) : figures.end() + 10].strip(), 3
        )
    if len(_DASHES.findall(plain)) >= _DASHED:
        yield Suspicion("list_within", "text", text[:40], 2)
    if text.count("«") != text.count("»"):
        yield Suspicion("quote_open", "text", text[-40:], 1)
    yield from _second_task(plain, text)
    yield from _two_verbs(plain)
    yield from _glued(plain, text)


_WITHIN = (
    ("mark_within", "text", _MARK, 4),
    ("mark_within", "text", _MARK_BARE, 4),
    ("foreign_within", "node", _FOREIGN, 4),
    ("sentence_within", "text", _CAPITAL_IN_SENTENCE, 4),
    ("word_broken", "text", _BROKEN, 1),
    ("signature_within", "node", _SIGNED, 2),
)


def _second_task(plain: str, text: str) -> Iterator[Suspicion]:
    """Another verb that tells what to do, behind the end of a sentence or a semicolon."""
    for found in _ANOTHER.finditer(plain):
        if is_infinitive(found[1] or found[2]):
            yield Suspicion("second_task", "text", text[found.start() : found.start() + 40].strip())
            return


def _two_verbs(plain: str) -> Iterator[Suspicion]:
    """Two verbs that tell what to do with neither a sign nor «и» between them."""
    before = None
    for word in _ANY.finditer(plain):
        if not is_infinitive(word[0]):
            continue
        if before and word[0].lower() not in _DELEGATING and before[0].lower() not in _DELEGATING:
            between = plain[before.end() : word.start()]
            if not between.isspace() and not _JOINED.search(between):
                yield Suspicion("two_verbs", "text", f"{before[0]} … {word[0]}", 2)
                return
        before = word


def _glued(plain: str, text: str) -> Iterator[Suspicion]:
    found = _GLUED.search(plain)
    if found:
        yield Suspicion("words_glued", "text", text[max(0, found.start() - 12) : found.end() + 12].strip())
    for word in _WORD.findall(plain)[:_MOST_WORDS]:
        if not is_known(word) and _is_two(word):
            yield Suspicion("words_glued", "text", word)
            return


def _is_two(word: str) -> bool:
    """«автобусахс», «автономногоокруга»: two words without the gap."""
    return any(_are_words(word[:place], word[place:]) for place in range(_PART, len(word)))


def _are_words(one: str, other: str) -> bool:
    if _COMPOUND.fullmatch(one) or not is_known(one):
        return False
    return other in _SHORT or (len(other) >= _PART and is_known(other))
