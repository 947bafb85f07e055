"""Words as a search compares them: letters folded, forms brought to the dictionary, days and numbers marked.

What is kept of a text and what is asked of it are made by one hand, so that they meet:

>>> from datetime import date
>>> kept = search_text(["Об охране труда", "№ 58-а"], [date(2026, 11, 28)])
>>> [holds(kept, words) for words in ("охрана", "№58", "58а", "28 ноября 2026 г.", "ноябрь 2026", "158")]
[True, True, True, True, True, False]
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.grammar.words.nouns import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

# Latin letters that look like Russian ones, as small letters; ё as it is mostly typed; every hyphen and dash as one
_LOOK_ALIKE = str.maketrans("abcehkmoptxyё\u2010\u2011\u2012\u2013\u2014\u2212", "авсенкмортхуе------")
_NUMBER_SIGN = re.compile(r"(?:№|#|\bn[о]?\.?)\s*(?=\d)|№\s*(?=[^\W_]*[-/]?\d)")
_TOKEN = re.compile(r"№?[^\W_]+(?:[-/.][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_LETTERED = re.compile(r"(№?\d+)([а-я])")
_MONTHS = (
    "январ(?:ь|я|ю|ем|е)", "феврал(?:ь|я|ю|ем|е)", "март(?:а|у|ом|е)?", "апрел(?:ь|я|ю|ем|е)", "ма(?:й|я|ю|ем|е)",
    "июн(?:ь|я|ю|ем|е)", "июл(?:ь|я|ю|ем|е)", "август(?:а|у|ом|е)?", "сентябр(?:ь|я|ю|ем|е)",
    "октябр(?:ь|я|ю|ем|е)", "ноябр(?:ь|я|ю|ем|е)", "декабр(?:ь|я|ю|ем|е)",
)  # fmt: skip
_MONTH = "|".join(f"(?P<m{place}>{forms})" for place, forms in enumerate(_MONTHS, 1))
_THE_YEAR = r"(?:\s*(?:год[ауе]?\b|г\b\.?))?"
_LEFT, _RIGHT = r"(?<![\d.\-/№])", rf"{_THE_YEAR}(?![\d\-/]|\.\d)"
# the longer form first: what it took is not read again
_MOMENTS = tuple(
    re.compile(form)
    for form in (
        rf"{_LEFT}(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{{4}}|\d\d){_RIGHT}",
        rf"{_LEFT}(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d){_RIGHT}",
        rf"{_LEFT}(?P<month>\d\d?)\.(?P<year>\d{{4}}){_RIGHT}",
        rf"{_LEFT}(?P<day>\d\d?)\.(?P<month>\d\d?){_RIGHT}",
        rf"\b(?:(?P<day>\d\d?)\s+)?(?:{_MONTH})\b(?:\s+(?P<year>\d{{4}})\b{_THE_YEAR})?",
    )
)
_ENDING = re.compile(r"(?<=..)(?:[аеиоуы][йм]|[ьи]?[аеиоуыюя]|[ьй])$")
# asked for only when nothing else is: they stand nearly everywhere, and not in what they were copied with
_SMALL = frozenset({
    "а", "без", "в", "во", "г", "год", "года", "году", "да", "для", "до", "за", "и", "из", "к", "ко", "на", "не",
    "о", "об", "от", "по", "под", "при", "с", "со", "у",
})  # fmt: skip
_WHOLE_BELOW = 4  # letters: a shorter word of the dictionary is compared whole, a longer one as a beginning
_LONGEST_MONTH, _CENTURY = 31, 2000
_LONG_NUMBER = 5  # figures: a piece of a telephone or a code, looked for anywhere


def search_text(texts: Iterable[str], days: Iterable[date] = ()) -> str:
    """What is kept of some texts and days to be searched; every word once."""
    kept = {mark: None for day in days for mark in _marks(day.day, day.month, day.year)}
    for text in texts:
        folded = _fold(text)
        kept.update((mark, None) for found in _moments(folded) for mark in _marks(*found[1:]))
        for token in _TOKEN.findall(folded):
            kept.update((word, None) for word in _written(token))
    return f" {' '.join(kept)} " if kept else ""


def tagged(tag: str, text: str) -> str:
    """The words of a name in its role, to stand beside a kept text.

    >>> tagged("и", "Исаева З. К.")
    ' и:исаева и:з и:к '
    """
    words = search_text([text]).split()
    return f" {' '.join(f'{tag}:{word}' for word in words)} " if words else ""


def search_terms(words: str) -> tuple[tuple[str, ...], ...]:
    """What is asked for: of each term one of the patterns must stand in the kept text."""
    folded = _fold(words)
    terms: list[tuple[str, ...]] = []
    rest = folded
    for span, day, month, year in _moments(folded):
        terms.append((*_patterns_of_day(day, month, year), *_also(folded[span[0] : span[1]])))
        rest = rest[: span[0]] + " " * (span[1] - span[0]) + rest[span[1] :]
    found = [(token, _term(token)) for token in _pieces(rest)]
    terms += [term for token, term in found if token not in _SMALL]
    return tuple(terms or [term for _, term in found])


def holds(kept: str, words: str) -> bool:
    """Whether what is kept of a text answers a question."""
    return all(any(pattern in kept for pattern in term) for term in search_terms(words))


def terms_tagged(tag: str, words: str) -> tuple[tuple[str, ...], ...]:
    """What is asked for among the words of one role."""
    return tuple(tuple(f" {tag}:{pattern.strip()}" for pattern in term) for term in search_terms(words))


def _fold(text: str) -> str:
    """The letters that are compared; «N 58» and «№58» alike.

    >>> _fold("Приказ N 58‑A, Берёзка")
    'приказ №58-а, березка'
    """
    small = unicodedata.normalize("NFC", text).casefold().translate(_LOOK_ALIKE)
    return _NUMBER_SIGN.sub("№", small)


def _written(token: str) -> Iterator[str]:
    yield token
    parts = _PART.findall(token)
    if token.startswith("№"):
        yield f"№{parts[0]}"
    yield from parts
    for part in parts:
        yield from (normal for normal in _normal_forms(part) if not part.startswith(normal))


def _pieces(text: str) -> Iterator[str]:
    """Words of a question: a number with its hyphens whole, a word of two parts as two."""
    for token in _TOKEN.findall(text):
        if any(char.isdigit() for char in token):
            yield token
        else:
            yield from _PART.findall(token)


def _term(token: str) -> tuple[str, ...]:
    bare = token.removeprefix("№")
    if bare.isdigit():
        return (f" {token} ",) if len(bare) < _LONG_NUMBER or bare != token else (token,)
    if bare[0].isdigit() or bare != token:
        lettered = _LETTERED.fullmatch(token)
        asked = {token, f"{lettered[1]}-{lettered[2]}"} if lettered else {token}
        return tuple(f" {sign}{text}" for text in sorted(asked) for sign in (("", "№") if bare == token else ("",)))
    normal = tuple(f" {word}" if len(word) >= _WHOLE_BELOW else f" {word} " for word in _normal_forms(token))
    return (token if len(token) > 1 else f" {token}", *normal, *_stem(token))


@lru_cache(maxsize=1 << 15)
def _normal_forms(word: str) -> tuple[str, ...]:
    if not word.isalpha() or len(word) <= 1:
        return ()
    return tuple(sorted({form.normal_form.replace("ё", "е") for form in dictionary().parse(word)}))


@lru_cache(maxsize=1 << 12)
def _stem(word: str) -> tuple[str, ...]:
    """The beginning that the forms share, of a word unknown to the dictionary: a rare name."""
    if not word.isalpha() or any(form.is_known for form in dictionary().parse(word)):
        return ()
    stem = _ENDING.sub("", word)
    return (f" {stem}",) if stem != word else ()


def _moments(folded: str) -> Iterator[tuple[tuple[int, int], int, int, int]]:
    """Where days and months stand: (place, day, month, year), 0 for what is not said."""
    for form in _MOMENTS:
        taken = []
        for found in form.finditer(folded):
            said = {name: text for name, text in found.groupdict().items() if text}
            named = next((int(name[1:]) for name in said if name[0] == "m" and name[1:].isdigit()), 0)
            day, month = int(said.get("day", 0)), named or int(said["month"])
            year = int(said.get("year", 0))
            if month <= len(_MONTHS) and month and day <= _LONGEST_MONTH:
                taken.append(found.span())
                yield found.span(), day, month, year + (_CENTURY if 0 < year < 100 else 0)  # noqa: PLR2004 «28.11.26»
        for start, end in taken:
            folded = folded[:start] + " " * (end - start) + folded[end:]


def _marks(day: int, month: int, year: int) -> Iterator[str]:
    if year and day:
        yield f"@{day:02}.{month:02}.{year:04}"
    if year:
        yield f"~{month:02}.{year:04}"


def _patterns_of_day(day: int, month: int, year: int) -> tuple[str, ...]:
    mark, start = ("@", f"{day:02}.{month:02}.") if day else ("~", f"{month:02}.")
    return (f" {mark}{start}{year:04} " if year else f" {mark}{start}",)


def _also(asked: str) -> tuple[str, ...]:
    """What else a day could be: a month alone is a word of a title too, «1.2» a number of a point."""
    if asked.isalpha():
        return _term(asked)
    return (f" {asked}",) if re.fullmatch(r"[\d.]+", asked) else ()
