"""Numbers with their nouns, numbers and dates in words.

>>> from datetime import date
>>> counted(5, "год").replace("\N{NO-BREAK SPACE}", " "), in_words(21, "школа")
('5 лет', 'двадцать одна')
"""

from datetime import date

from sferum_docs.grammar.counting import UnknownWordError, counted_forms
from sferum_docs.grammar.phrases import phrase
from sferum_docs.grammar.tables import table

_NBSP = "\N{NO-BREAK SPACE}"
_TEENS = range(11, 15)
_BY_LAST_DIGIT = {1: 0, 2: 1, 3: 1, 4: 1}
_ONE, _MANY = 0, 2
_GENDERS = {"мужской": "m", "женский": "f", "средний": "n"}


def counted(number: int, noun: str) -> str:
    """A number with its noun in agreement: 1 чат, 2 чата, 5 учебных недель; UnknownWordError for a word not known."""
    return f"{number}{_NBSP}{counted_forms(noun).after[_plural(number)]}"


def counted_by(number: int, noun: str, *, animate: bool = True) -> str:
    """By how many something has changed, as it stands after «на»; one person stands in the accusative.

    >>> [counted_by(number, "ученик").replace(_NBSP, " ") for number in (1, 2, 5, 21)]
    ['1 ученика', '2 ученика', '5 учеников', '21 ученика']
    """
    if _plural(number) != _ONE:
        return counted(number, noun)
    return f"{number}{_NBSP}{phrase(noun, animate=animate).at('acc').text}"


def counted_of(number: int, noun: str, *, animate: bool = True) -> str:
    """How many in the genitive, as it stands after «не хватает», «из», «менее».

    >>> [counted_of(number, "учитель").replace(_NBSP, " ") for number in (1, 2, 5, 21)]
    ['1 учителя', '2 учителей', '5 учителей', '21 учителя']
    """
    one = _plural(number) == _ONE
    return f"{number}{_NBSP}{phrase(noun, animate=animate).at('gen').text if one else counted_forms(noun).after[_MANY]}"


def in_words(number: int, agreed: str = "мужской") -> str:
    """A number in words; it agrees with a gender (мужской, женский, средний) or with a counted noun.

    >>> in_words(2_001_012, "неделя"), in_words(-40)
    ('два миллиона одна тысяча двенадцать', 'минус сорок')
    """
    gender, names = spoken_gender(agreed), table("numerals")["thousands"]["names"]
    if abs(number) >= 1000 ** (len(names) + 1):
        return str(number)  # nobody reads such words
    words, rest = _below_thousand(abs(number) % 1000, gender), abs(number) // 1000
    for name in names:
        rest, part = divmod(rest, 1000)
        spoken, *after = name.split()
        words = [*_below_thousand(part, spoken), after[_plural(part)], *words] if part else words
    return " ".join([*(["минус"] if number < 0 else []), *(words or ["ноль"])])


def _below_thousand(number: int, gender: str) -> list[str]:
    """The words of a part of a number; none for zero."""
    small, large = table("numerals")["small"], table("numerals")["large"]
    ones = f"{small[gender]} {small['rest']}".split()
    hundreds, rest = divmod(number, 100)
    tens, one = divmod(rest, 10) if rest >= len(ones) else (0, rest)
    words = [large["hundreds"].split()[hundreds - 1]] if hundreds else []
    words += [large["tens"].split()[tens - 2]] if tens else []
    return words + ([ones[one]] if one else [])


def short_date(day: date) -> str:
    """A date in figures.

    >>> short_date(date(2023, 10, 13))
    '13.10.2023'
    """
    return f"{day:%d.%m.}{day.year:04}"


def long_date(day: date) -> str:
    """A date with its month in words: «13 октября 2023 г.»."""
    month = table("counted")["months"]["names"].split()[day.month - 1]
    return f"{day.day}{_NBSP}{month} {day.year}{_NBSP}г."


def _plural(number: int) -> int:
    rest = abs(number) % 100
    return _MANY if rest in _TEENS else _BY_LAST_DIGIT.get(rest % 10, _MANY)


def spoken_gender(agreed: str) -> str:
    """The gender a number in words takes: m, f or n; UnknownWordError where none can be told."""
    gender = _GENDERS.get(agreed) or counted_forms(agreed).gender
    if gender not in _GENDERS.values():
        raise UnknownWordError(f"не видно, какого рода слово «{agreed}»: напишите «мужской», «женский» или «средний»")
    return gender


def can_be_counted(noun: str) -> bool:
    """Whether a number can stand before the word, in figures and in words."""
    try:
        return bool(spoken_gender(noun))
    except UnknownWordError:
        return False
