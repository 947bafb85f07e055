"""No-break spaces where a line must not break: one table of rules for what is typed and for the words of templates.

Source: ГОСТ Р 7.0.97, rule G20 of our table (initials and surname, № and number, number and month); the rest as
publishers set it: an abbreviation stays with what it shortens, a number with its unit, a dash with the word before it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NO_BREAK = "\u00a0"
_NO_BREAK_HYPHEN = "\u2011"
_REMEMBERED = 8192
TAG = "\ue000"  # stands for a tag while the words of a template around it are set
_DAY = "\ue001"  # for a tag that gives a day
_ANY_TAG = f"{TAG}{_DAY}"
_IN_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_GIVES_DAY = re.compile(r"\|\s*дата\b")
_YEAR = re.compile(r"(?<=\d)(?=г\.)")
_HYPHEN = re.compile(r"(?<=\s)[-–](?=\s)")
_SHORTENED = re.compile(r"(?<=[а-яё]\.)(?=[А-ЯЁ][а-яё])")
_INNER = str.maketrans("«»", "„“")
_LIST_END = re.compile(r"\s*(?:[;:]|(?<!\bг)\.)$")
_LAW = re.compile(r"(?<=\d)-(?=ФК?З\b)")  # 149-ФЗ
_CODE = re.compile(r"(?<![\w-])(?=[\w/.-]*\d)[\w/.]+(?:-[\w/.]+)+")
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_UNITS = rf"(?:{_MONTHS}|год(?:а|у|ом|е)?|рублей|(?:тыс|млн|млрд|сек|кг|км|см|мм|га|[мч])(?!\w))\b"
_SHORT_UNITS = r"%|‰|°|(?:гг?|л|экз|чел|шт|руб|коп|тыс|мин|кв)\."
# before a number
_NUMBERED = (
    r"№|§|(?:стать\w{1,2}|част\w{1,2}|(?:под)?пункт\w{0,2}|приложени\w|глав\w{1,2}|раздел\w{0,2})"
    r"|(?:пп?|подп|ст|ч|гл|разд|прил|рис|табл|абз|стр|с|д|кв|корп|оф|каб|доб|тел|факс)\."
    r"|(?:ИНН|КПП|ОГРН(?:ИП)?|ОКПО|ОКТМО|ОКВЭД|БИК|СНИЛС)(?:/[А-Я]{3,})?"
)
# before a name
_NAMED = (
    r"(?:ул|пр|просп|пер|пл|пос|пгт|г|с|д|аул|ст|х|обл|респ|мкр|наб|ш|им|св|проф|доц|акад)\.|б-р|пр-т|р-н|мкр-н|кв-л"
)
_INITIAL = r"[А-ЯЁ]\.(?:-[А-ЯЁ]\.)?"
# each piece ends before a space that does not break; what stands before and after it is looked at, not taken
_SPACES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.-])(?:{_NUMBERED}) (?=[\d(+_№{_ANY_TAG}])",
        rf"№ (?=[\w{_ANY_TAG}])",
        rf"(?<![\w.-])(?<![\d_{_ANY_TAG}][ {_NO_BREAK}])(?:{_NAMED}) (?=[А-ЯЁ«\d{TAG}])",
        r"(?<![\w.-])им\. (?=[а-яё])",  # им. дважды Героя
        rf"(?<![\w.-]){_INITIAL} (?=[А-ЯЁ{TAG}])",
        # a surname and what follows it, when that is no name of its own: «Школа А. Багамаева»
        rf"[А-ЯЁ][а-яё]+ (?={_INITIAL}(?:[ {_NO_BREAK}]?{_INITIAL})?(?![ {_NO_BREAK}]?[А-ЯЁ][а-яё]))",
        r"(?<![\w.])[А-ЯЁа-яё]\. (?=[а-яё]\.)",  # и. о., т. д., р. п.
        r"(?<![\w-])[А-ЯЁ]{2,}(?:-[А-ЯЁ]+)? (?=[«„])",  # МБОУ «Школа»
        rf"[\d_{TAG}] (?={_SHORT_UNITS})|\d (?={_UNITS})",
        r"(?<!\w)\d{1,2} (?=«[А-ЯЁ]»|[А-ЯЁ]\b(?!\.))",  # 5 «А», 5 А
        r"(?<!\d)\d{1,3} (?=\d{3}(?!\d))",  # 12 500
        r"\d\) (?=\d)|\+\d (?=\()",  # a telephone number
        rf"» (?=_+[ {_NO_BREAK}]20_)|_ (?=20_+[ {_NO_BREAK}]г\.)",  # «____» __________ 20___ г.
        rf"\bот (?=\d\d\.\d|{_DAY})",
        r"^О (?=\w)",  # nor does a title leave its first letter alone
        r"\S (?=[—–](?: |$))",
    )
)
# what stands in every text of which a rule asks anything, but for the title «О …»
_ASKS = re.compile(rf"[\d.№(+_«„—–{_ANY_TAG}-]|^О ")


def in_template(words: str) -> str:
    r"""The words of a template as `no_break` sets them; its tags stay as they are.

    >>> in_template("от {{ приказ.дата|дата }} № {{ приказ.номер }}, п. 1.3 — всё")
    'от\xa0{{ приказ.дата|дата }} №\xa0{{ приказ.номер }}, п.\xa01.3\xa0— всё'
    """
    tags = _IN_TEMPLATE.findall(words)
    plain = _IN_TEMPLATE.sub(lambda tag: _DAY if _GIVES_DAY.search(tag[0]) else TAG, words)
    set_words = iter(re.split(f"[{_ANY_TAG}]", no_break(plain)))
    return next(set_words) + "".join(tag + piece for tag, piece in zip(tags, set_words, strict=True))


@lru_cache(maxsize=_REMEMBERED)
def no_break(text: str) -> str:
    r"""The text with no-break spaces and hyphens where its lines must not break.

    >>> no_break("от 13 октября 2023 г. № 262, часть 8 статьи 10")
    'от 13\xa0октября 2023\xa0г. №\xa0262, часть\xa08 статьи\xa010'
    >>> no_break("О приказе от 13.10.2023"), no_break("149-ФЗ")
    ('О\xa0приказе от\xa013.10.2023', '149‑ФЗ')
    >>> no_break("МБОУ «СОШ им. А. Багамаева», с. Мургук, ул. Мира, д. 7, тел. (8722) 55")
    'МБОУ\xa0«СОШ им.\xa0А.\xa0Багамаева», с.\xa0Мургук, ул.\xa0Мира, д.\xa07, тел.\xa0(8722)\xa055'
    """
    if (" " not in text and "-" not in text) or not _ASKS.search(text):
        return text
    for pattern in _SPACES:
        text = pattern.sub(lambda found: found[0][:-1] + _NO_BREAK, text)
    return _LAW.sub(_NO_BREAK_HYPHEN, text)


@lru_cache(maxsize=_REMEMBERED)
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
