"""Values of foreign tables as our table has them: what is changed is told."""

from __future__ import annotations

import re

from sferum_docs.reading.cleaning import clean_line

_LOCAL_PHONE = 5  # digits
_NONE = frozenset(
    {"", "-", "–", "—", "нет", "отсутствует", "не имеет", "не имеется", "б/н", "н/д", "x", "х", "0", "нету"}
)
_LATIN, _CYRILLIC = "AaBCcEeHKkMOoPpTXxyu", "АаВСсЕеНКкМОоРрТХхуи"
TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans("АаВСсЕеНКкМОоРрТХху", "AaBCcEeHKkMOoPpTXxy")
_HAS_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_HAS_LATIN = re.compile(r"[A-Za-z]")
_COUNTED = re.compile(r"^(?:№\s?)?\d{1,4}(?:[.)]{1,2}\s{0,3}|\s)(?=[^\W\d_])")  # «1. Ким Олег»: the number of the line
_OF_MAIL_PROGRAM = re.compile(r"[^,;<>@]{0,80}<([^<>@\s]{1,64}@[^<>@\s]{1,200})>")  # «Кедрова А. П. <a@b.ru>»
_AS_NUMBER = re.compile(r"^(\d{10,12})[.,]0{1,2}$")  # a phone that a program has kept as a number
_LETTERS = re.compile(r"[^\W\d_]+")
SERVANTS = frozenset({"оглы", "оглу", "кызы", "гызы", "улы", "уулу", "углы", "кизи"})
TELLING = frozenset({"младший", "младшая", "старший", "старшая"})  # tell namesakes apart; never the first word


def tidy_name(text: str) -> str:
    """A full name with letters of one alphabet, in the usual capitals.

    >>> tidy_name("КЕДРОВА-ЛИ АННА"), tidy_name("ольховая оксана"), tidy_name("Иванoв Ивaн")
    ('Кедрова-Ли Анна', 'Ольховая Оксана', 'Иванов Иван')
    >>> tidy_name("АЛИЕВ АЛИ ЭЛЬДАР ОГЛЫ"), tidy_name("12. Ким Олег")
    ('Алиев Али Эльдар оглы', 'Ким Олег')
    """
    name = _COUNTED.sub("", clean_line(text)).strip(" ,;")
    if _HAS_CYRILLIC.search(name) and _HAS_LATIN.search(name) and "@" not in name:
        name = name.translate(TO_CYRILLIC)
    words = [word for word in _LETTERS.findall(name) if len(word) > 1]
    if words and (all(word.isupper() for word in words) or name.islower()):
        return _LETTERS.sub(_titled, name)
    return _LETTERS.sub(lambda found: _titled(found) if len(found[0]) > 1 and found[0].isupper() else found[0], name)


def _titled(found: re.Match[str]) -> str:
    word = found[0].lower()
    return word if word in SERVANTS or (word in TELLING and found.start()) else word[0].upper() + word[1:]


def latin_in(name: str) -> str:
    """The words of a Russian name in which Latin letters stand for Russian ones, or empty.

    >>> latin_in("Иванoв Иван"), latin_in("Smith John"), latin_in("Иванов Иван")
    ('Иванoв', '', '')
    """
    words = [word for word in name.split() if _HAS_LATIN.search(word)]
    return ", ".join(words) if _HAS_CYRILLIC.search(name) else ""


def tidy_contact(text: str) -> str:
    """A phone or an e-mail; words that say there is none are nothing.

    >>> tidy_contact("нет"), tidy_contact(" a@b.ru ")
    ('', 'a@b.ru')
    >>> tidy_contact("89000000001,0"), tidy_contact("a@b.ru.")
    ('89000000001', 'a@b.ru')
    >>> tidy_contact("mailto:a@b.ru"), tidy_contact("Кедрова А. П. <a@b.ru>; c@d.ru")
    ('a@b.ru', 'a@b.ru; c@d.ru')
    """
    contact = _OF_MAIL_PROGRAM.sub(r"\1", clean_line(text)).replace("mailto:", "")
    contact = _AS_NUMBER.sub(r"\1", contact) if "@" not in contact else contact.rstrip(" .")
    return "" if contact.casefold().strip(" .") in _NONE else contact


def contacts_apart(text: str) -> tuple[str, str] | None:
    """The phones and the e-mails that stand in one cell; None when it does not hold both.

    >>> contacts_apart("8 900 000-00-01, a@b.ru"), contacts_apart("8 900 000-00-01")
    (('8 900 000-00-01', 'a@b.ru'), None)
    """
    emails = [word.strip(",;") for word in text.split() if "@" in word]
    phone = " ".join(word for word in text.split() if "@" not in word).strip(" ,;/")
    if not emails or sum(sign.isdigit() for sign in phone) < _LOCAL_PHONE:
        return None
    return phone, ", ".join(emails)


def latin_email(text: str) -> str:
    """An e-mail with Latin letters where Russian ones look the same."""
    return text.translate(_TO_LATIN)
