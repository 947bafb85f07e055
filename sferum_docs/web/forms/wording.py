"""Words of the pages that depend on a value: days, numbers with nouns, sizes."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date
from flask import g, url_for

from sferum_docs.directives.bookmarks import bookmark_name
from sferum_docs.grammar import Case, decline_organisation
from sferum_docs.reading.typography import no_break

if TYPE_CHECKING:
    from datetime import date, datetime

    from flask import Flask

_RUSSIAN = Locale("ru")
_FORMS = ("one", "few", "many")
_COUNTED = 10  # working days that people still count: two weeks
_NEAR = {-1: "вчера", 0: "сегодня", 1: "завтра"}
# from how many of it, its days, its forms
_UNITS: tuple[tuple[int, int, str, str, str], ...] = (
    (1, 365, "год", "года", "лет"), (2, 30, "месяц", "месяца", "месяцев"), (2, 7, "неделю", "недели", "недель"),
    (1, 1, "день", "дня", "дней"),
)  # fmt: skip


def day(value: date) -> str:
    """The day in a table: 20.10.2023."""
    return f"{value:%d.%m.%Y}"


def day_words(value: date) -> str:
    r"""The day in a sentence.

    >>> from datetime import date
    >>> day_words(date(2023, 10, 20))
    '20\xa0октября 2023\xa0г.'
    """
    return format_date(value, "d\xa0MMMM y\xa0'г'.", locale=_RUSSIAN)


def moment(value: datetime) -> str:
    """The day and the minute by the clock of this machine; SQLite keeps UTC without saying so."""
    return f"{(value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone():%d.%m.%Y, %H:%M}"


def counted(number: int, one: str, few: str, many: str) -> str:
    r"""The number with its noun.

    >>> counted(1, "пункт", "пункта", "пунктов"), counted(22, "пункт", "пункта", "пунктов")
    ('1\xa0пункт', '22\xa0пункта')
    """
    noun = dict(zip(_FORMS, (one, few, many), strict=True)).get(_RUSSIAN.plural_form(number), many)
    return f"{number}\xa0{noun}"


def near_day(value: date, today: date) -> str:
    r"""How far a day is, in the unit that people would say.

    >>> from datetime import date
    >>> near_day(date(2023, 10, 20), date(2026, 11, 28)), near_day(date(2026, 11, 30), date(2026, 11, 28))
    ('3\xa0года назад', 'через 2\xa0дня')
    """
    days = (value - today).days
    if days in _NEAR:
        return _NEAR[days]
    _least, size, *forms = next(unit for unit in _UNITS if abs(days) >= unit[0] * unit[1])
    words = counted(abs(days) // size, forms[0], forms[1], forms[2])
    return f"через {words}" if days > 0 else f"{words} назад"


def deadline_left(number: int, day: date, today: date) -> str:
    r"""How far a deadline is: so many working days when it is near, else as people say.

    >>> from datetime import date
    >>> today = date(2026, 11, 30)
    >>> deadline_left(3, date(2026, 12, 3), today), deadline_left(-1, date(2026, 11, 27), today)
    ('через 3\xa0рабочих дня', 'прошёл 1\xa0рабочий день назад')
    >>> deadline_left(-753, date(2023, 10, 20), today)
    'прошёл 3\xa0года назад'
    """
    if number == 0:
        return "сегодня" if day == today else f"прошёл {near_day(day, today)}"
    if abs(number) > _COUNTED:
        return near_day(day, today) if number > 0 else f"прошёл {near_day(day, today)}"
    words = counted(abs(number), "рабочий день", "рабочих дня", "рабочих дней")
    return f"через {words}" if number > 0 else f"прошёл {words} назад"


def capital(text: str) -> str:
    """The text with its first letter a capital, all others as they are."""
    return text[:1].upper() + text[1:]


def genitive(text: str) -> str:
    """An organisation in the genitive: «приказ Министерства образования»."""
    return no_break(decline_organisation(text, Case.GENITIVE).text)


def anchor(path: str) -> str:
    """The id of a clause on its page; no two paths have the same.

    >>> anchor("1.9/-3"), anchor("1.2#2")
    ('p-1.9--3', 'p-1.2_2')
    """
    return f"p-{path.replace('/', '-').replace('#', '_')}"


def icons() -> str:
    """The address of the drawing of all icons: a page asks for it a hundred times, so it is made once a request."""
    if "icons" not in g:
        g.icons = url_for("static", filename="icons.svg")
    return str(g.icons)


def init_wording(app: Flask) -> None:
    """Gives the words to the templates."""
    app.jinja_env.globals["icons"] = icons
    app.jinja_env.filters.update(
        day=day,
        day_words=day_words,
        moment=moment,
        counted=counted,
        deadline_left=deadline_left,
        bookmark=bookmark_name,
        near_day=near_day,
        no_break=no_break,
        capital=capital,
        anchor=anchor,
        genitive=genitive,
    )
