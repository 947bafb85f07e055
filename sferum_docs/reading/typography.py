"""No-break spaces where a line must not break: № and number, number and unit, article and its number.

Source: ГОСТ Р 7.0.97, rule G20 of our table (initials and surname, № and number, number and month).
"""

from __future__ import annotations

import re

_NO_BREAK = "\u00a0"
_NO_BREAK_HYPHEN = "\u2011"
_OF_DAY = re.compile(r"\bот (?=\d\d\.)|^О (?=\w)")  # nor does a title leave its first letter alone
_LAW = re.compile(r"(?<=\d)-(?=ФК?З\b)")  # 149-ФЗ
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_CODE = re.compile(r"(?<![\w-])(?=[\w/.-]*\d)[\w/.]+(?:-[\w/.]+)+")
_BEFORE_NUMBER = re.compile(r"(№|\b(?:стать\w{1,2}|част\w{1,2}|(?:под)?пункт\w{0,2}|п\.)) (?=\d)")
_AFTER_NUMBER = re.compile(rf"(?<=\d) (?=(?:г\.|%|(?:{_MONTHS})\b))")


_YEAR = re.compile(r"(?<=\d)(?=г\.)")
_HYPHEN = re.compile(r"(?<=\s)[-–](?=\s)")
_SHORTENED = re.compile(r"(?<=[а-яё]\.)(?=[А-ЯЁ][а-яё])")
_INNER = str.maketrans("«»", "„“")
_LIST_END = re.compile(r"\s*(?:[;:]|(?<!\bг)\.)$")


def mended(text: str) -> str:
    """Words of an act told in a paper of our own: without the slips of its typing and the mark that ends an item.

    >>> mended("в срок до 20.10.2023г. (далее – ИКОП «Сферум»), зам.Главы;")
    'в срок до 20.10.2023 г. (далее — ИКОП «Сферум»), зам. Главы'
    """
    return _LIST_END.sub("", _SHORTENED.sub(" ", _YEAR.sub(" ", _HYPHEN.sub("—", text))).strip())


def quoted(text: str) -> str:
    """A title in marks, with other marks inside where two closing ones would meet.

    >>> quoted("О переходе на ИКОП «Сферум»"), quoted("О режиме")
    ('«О переходе на ИКОП „Сферум“»', '«О режиме»')
    """
    return unlike_marks(f"«{text}»")


def unlike_marks(text: str) -> str:
    """The text with „these“ marks inside «those» wherever two closing ones met; what is not closed stays.

    >>> unlike_marks("письмо «Об ИКОП «Сферум»»; «Сад «Солнышко» села»; «Сад «Солнышко»")
    'письмо «Об ИКОП „Сферум“»; «Сад «Солнышко» села»; «Сад «Солнышко»'
    """
    if "»»" not in text:
        return text
    opened: list[int] = []
    letters = [*text]
    for place, letter in enumerate(text):
        if letter == "«":
            opened.append(place)
        elif letter == "»" and opened:
            start = opened.pop()
            if not opened and text[place - 1] == "»":
                letters[start + 1 : place] = text[start + 1 : place].translate(_INNER)
    return "".join(letters)


def whole_number(phone: str) -> str:
    r"""A telephone number that no line breaks: several of them part after a comma or a semicolon only.

    >>> whole_number("+7 (900) 000-00-03, 2-12")
    '+7\xa0(900)\xa0000‑00‑03, 2‑12'
    """
    return re.sub(r"(?<![,;]) ", _NO_BREAK, phone).replace("-", _NO_BREAK_HYPHEN)


def whole_codes(text: str) -> str:
    r"""The text with no-break hyphens inside numbers and indexes, so that «01-05» and «58-б» stay in one line.

    >>> whole_codes("01-05, 58-б/2026-ОД, учебно-методический")
    '01‑05, 58‑б/2026‑ОД, учебно-методический'
    """
    return _CODE.sub(lambda found: found[0].replace("-", _NO_BREAK_HYPHEN), text)


def no_break(text: str) -> str:
    r"""The text with no-break spaces at those places.

    >>> no_break("от 13 октября 2023 г. № 262, часть 8 статьи 10")
    'от 13\xa0октября 2023\xa0г. №\xa0262, часть\xa08 статьи\xa010'
    >>> no_break("О приказе от 13.10.2023")
    'О\xa0приказе от\xa013.10.2023'
    >>> no_break("149-ФЗ")
    '149‑ФЗ'
    """
    text = _OF_DAY.sub(lambda found: found[0].rstrip() + _NO_BREAK, text)
    spaced = _AFTER_NUMBER.sub(_NO_BREAK, _BEFORE_NUMBER.sub(rf"\1{_NO_BREAK}", text))
    return _LAW.sub(_NO_BREAK_HYPHEN, spaced)
