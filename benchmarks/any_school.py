"""Schools of every sort for measurements: of a seed, the same each time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sferum_docs.schools.lists.audiences import audiences
from sferum_docs.schools.model import (
    Chat,
    Closing,
    Head,
    LayoutSettings,
    Margins,
    Person,
    Requisites,
    Responsible,
    School,
    SchoolKind,
    Sex,
    Typeface,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_SURNAMES = (
    "Ким", "Бек", "Омарова", "Исаева", "Магомедова", "Гаджибагандова", "Гаджимагомедбегова", "Абдулмуталимова",
    "Верхнереченская-Заболотоцкая", "Петренко", "Сулейбанова", "Кадыргаджиева", "Черных",
)  # fmt: skip
_NAMES = ("Зарема", "Патимат", "Умукусум", "Серафима-Патимат", "Хава", "Ия", "Шахрузат", "Эльмира")
_MIDDLES = ("Исаевна", "Магомедкамиловна", "Абдулмуталимагомедовна", "Юрьевна", "", "Гасан кызы", "Нурмагомедовна")
_POSTS = (
    "учитель", "учитель начальных классов", "повар", "учитель-логопед", "педагог-психолог", "инженер-программист",
    "заместитель директора по учебно-воспитательной работе", "библиотекарь", "рабочий по обслуживанию здания",
    "заместитель директора по учебно-воспитательной и научно-методической работе", "старший воспитатель",
)  # fmt: skip
_HEADS = ("директор", "заведующий", "и. о. директора", "директор", "исполняющий обязанности заведующего")
_FORMS = {
    SchoolKind.SECONDARY: ("общеобразовательное учреждение", "СОШ"),
    SchoolKind.PRIMARY: ("общеобразовательное учреждение", "начальная школа"),
    SchoolKind.KINDERGARTEN: ("дошкольное образовательное учреждение", "Детский сад"),
    SchoolKind.EXTRA: ("учреждение дополнительного образования", "Дом детского творчества"),
}
_OWN_NAMES = ("Солнышко", "Мургукская", "имени Героя Советского Союза Магомеда Гаджиева", "№ 5", "Ровесник")
_CHATS = ("Педагоги", "Родители 5 «А»", "Мургук МО учителей русского языка и литературы", "9", "Кружок робототехники")
_STAFFS = (3, 4, 5, 8, 9, 14, 21, 34, 55, 80)
_ROLES = ("sferum", "my_school", "administrator", "deputy")


def any_school(dice: Random) -> School:
    """A school as it comes: three workers or eighty, no chat or thirty, one person in all roles or four."""
    staff = _staff(dice, dice.choice(_STAFFS))
    acting = dice.random() < 0.3  # noqa: PLR2004  of three schools one
    head = replace(staff[0], post=dice.choice(_HEADS))
    staff = (head, *staff[1:])
    at_work = [person for person in staff if not person.exempt]
    kind = dice.choice(tuple(_FORMS))
    form, short = _FORMS[kind]
    name = dice.choice(_OWN_NAMES)
    return School(
        requisites=_requisites(dice, kind, f"Муниципальное бюджетное {form} «{short} {name}»", f"МБУ «{short} {name}»"),
        head=Head(head, acting=acting, ground="приказ от 01.09.2023 № 7" if acting else ""),
        staff=staff,
        chats=tuple(_chat(dice, number, at_work) for number in range(dice.choice((1, 1, 2, 3, 5, 8, 13, 30)))),
        responsible=_roles(dice, at_work),
        margins=dice.choice((Margins(), Margins(), Margins(35, 20, 25, 25), Margins(20, 10, 20, 20))),
        layout=LayoutSettings(
            typeface=Typeface.LIBERATION,
            size=dice.choice((14, 14, 13, 12)),
            qr=dice.random() < 0.2,  # noqa: PLR2004
        ),
    )


def _staff(dice: Random, count: int) -> tuple[Person, ...]:
    found: dict[str, Person] = {}
    while len(found) < count:
        person = Person(
            dice.choice(_SURNAMES),
            dice.choice(_NAMES),
            Sex.FEMALE,
            dice.choice(_POSTS),
            dice.choice(_MIDDLES),
            phone=dice.choice(("", "(8722) 55-00-17", "+7 (900) 000-00-03")),
            email=dice.choice(("", "zam@example.ru")),
            class_name=dice.choice(("", "", f"{len(found) % 11 + 1} «А»")),
            exempt=dice.choice(("",) * 9 + ("отпуск по уходу за ребёнком",)) if len(found) > 1 else "",
        )
        found.setdefault(person.full_name, person)
    return tuple(found.values())


def _requisites(dice: Random, kind: SchoolKind, full_name: str, short_name: str) -> Requisites:
    return Requisites(
        full_name=full_name,
        short_name=short_name,
        kind=kind,
        place=dice.choice(("с. Мургук", "г. Махачкала", "с. Нижние Махарги")),
        inn="0527002116",
        founder=dice.choice(("", "Администрация муниципального района «Сергокалинский район»")),
        address=dice.choice(("", "368514, Республика Дагестан, Сергокалинский район, с. Мургук, ул. Школьная, д. 7")),
        phone=dice.choice(("", "(8722) 55-00-17")),
        email=dice.choice(("", "murguk_school@example.ru")),
        students=dice.choice((None, 17, 245)),
        teachers=dice.choice((None, 3, 35)),
        profile_active=dice.choice((None, True, False)),
    )


def _chat(dice: Random, number: int, staff: Sequence[Person]) -> Chat:
    moved = date(2023, 10, 18) + timedelta(days=dice.randrange(9)) if dice.random() < 0.4 else None  # noqa: PLR2004
    return Chat(
        f"{dice.choice(_CHATS)} {number}",
        dice.choice(("WhatsApp", "Telegram", "Viber")),
        dice.choice(audiences()).name,
        dice.choice(staff).full_name,
        members=dice.choice((None, 3, 260)),
        personal_data=dice.random() < 0.5,  # noqa: PLR2004
        moved=moved,
        joined=2 if moved else None,
        closed=moved,
        closing=dice.choice(tuple(Closing)),
    )


def _roles(dice: Random, staff: Sequence[Person]) -> Responsible:
    """The same person for all, or whoever it falls to; who stands in is another one."""
    alone = dice.random() < 0.3  # noqa: PLR2004
    one = dice.choice(staff).full_name
    found = {role: one if alone else dice.choice(staff).full_name for role in _ROLES}
    others = {staff[0].full_name, found["sferum"], found["my_school"], found["administrator"]}
    if found["deputy"] in others or dice.random() < 0.5:  # noqa: PLR2004
        found["deputy"] = ""
    return Responsible(found)
