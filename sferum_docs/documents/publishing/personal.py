"""What a paper for everybody must not hold: contacts, which are taken out, facts of people, which keep it back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Personal(StrEnum):
    """Kinds of facts."""

    PHONE = "phone"
    EMAIL = "email"
    SNILS = "snils"
    PASSPORT = "passport"
    BIRTH = "birth"
    HOME = "home"
    PUPIL = "pupil"

    @property
    def label(self) -> str:
        """How the left-out list calls it."""
        return _LABELS[self]


_LABELS = {
    Personal.PHONE: "телефон",
    Personal.EMAIL: "адрес электронной почты",
    Personal.SNILS: "СНИЛС",
    Personal.PASSPORT: "паспортные данные",
    Personal.BIRTH: "дата рождения",
    Personal.HOME: "домашний адрес",
    Personal.PUPIL: "сведения об ученике",
}
_GAP = r"[ \u00a0\u202f\u2011–-]{0,3}"
_CODE = rf"(?:\+7|8){_GAP}\(?\d{{3,5}}\)?{_GAP}\d{{1,3}}{_GAP}\d{{2}}{_GAP}\d{{2}}"
_TOLD = r"(?<=тел\.)[:№ \u00a0]{0,3}[\d(][\d() \u00a0\u2011–-]{4,24}\d"
_PHONE = re.compile(rf"(?<![\d.,]){_CODE}(?!\d)|{_TOLD}", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_LABEL = re.compile(
    r"(?:(?:контактн\w{0,3} )?(?:тел(?:ефон\w{0,3})?|факс|моб|сот|e-?mail|эл(?:ектронн\w{0,3})? ?\.? ?почт\w|"
    r"адрес\w? электронной почты)[.:/, \u00a0]{0,4}){1,3}$",
    re.IGNORECASE,
)
_LABEL_LETTERS = 80
_AFTER = re.compile(r"[,;]? ?")
_KEPT_BACK = {
    Personal.PHONE: re.compile(r"(?<![\d.,/№-])\d{1,3}[-–]\d{2}[-–]\d{2}(?![\d-])|" + _PHONE.pattern, re.IGNORECASE),
    Personal.EMAIL: _EMAIL,
    Personal.SNILS: re.compile(r"(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)|СНИЛС\D{0,10}\d", re.IGNORECASE),
    Personal.PASSPORT: re.compile(r"паспорт\w{0,3}\D{0,40}\d{2} ?\d{2}\D{0,6}\d{6}", re.IGNORECASE),
    Personal.BIRTH: re.compile(r"дат\w рождения|\d{4} ?(?:г\. ?р\.|года рождения)", re.IGNORECASE),
    Personal.HOME: re.compile(
        r"(?:проживающ|зарегистрированн)\w{2,4} (?:по адресу|в г\.)|(?:домашн\w{2,3} адрес|адрес\w? проживания)",
        re.IGNORECASE,
    ),
    Personal.PUPIL: re.compile(
        r"(?:учени(?:к|ца|ку|цу|це|цей|ком)|обучающ(?:ийся|аяся|егося|ейся|емуся|уюся))\w{0,2} \d{1,2}\D", re.IGNORECASE
    ),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Letters that are taken out."""

    start: int
    end: int


def contacts(text: str) -> tuple[Span, ...]:
    """Where phones and addresses of mail stand, with the words before them («тел.:») and the comma after.

    >>> text = "Исполнитель Омарова З. И., тел.: 8 (87233) 2-22-22, e-mail: sch5@mail.ru"
    >>> [text[span.start : span.end] for span in contacts(text)]
    ['тел.: 8 (87233) 2-22-22, ', 'e-mail: sch5@mail.ru']
    """
    found = sorted(match.span() for kind in (_PHONE, _EMAIL) for match in kind.finditer(text))
    spans: list[Span] = []
    for start, end in found:
        begins = spans[-1].end if spans else 0
        label = _LABEL.search(text, max(begins, start - _LABEL_LETTERS), start)
        after = _AFTER.match(text, end)
        spans.append(Span(label.start() if label else start, after.end() if after else end))
    return tuple(spans)


def personal_in(lines: Iterable[str]) -> tuple[Personal, ...]:
    """The kinds of facts that keep a paper back; empty for one that everybody may read.

    >>> personal_in(["Приказ № 58 от 13.10.2023", "ИНН 0530123456, ученику 5 «А» класса"])
    (<Personal.PUPIL: 'pupil'>,)
    """
    texts = tuple(lines)
    return tuple(kind for kind, pattern in _KEPT_BACK.items() if any(pattern.search(text) for text in texts))
