"""Schools for tests: `a_school(place="…")` is a whole right school with that one thing changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sferum_docs.schools.model import (
    Chat,
    Head,
    Margins,
    Person,
    Requisites,
    Responsible,
    School,
    SchoolKind,
    Sex,
)
from sferum_docs.services.installation.audit import Actor

BY = Actor("Исаева Зара", datetime(2023, 10, 16, 9, 0, tzinfo=UTC), address="127.0.0.1")
PACK_ID = "sferum-2023"
SCHOOL_ID = 1  # of the first school kept in an empty database


def a_person(name: str = "Омарова Зарема Исаевна", **changes: Any) -> Person:
    last, first, *middle = name.split()
    person = Person(last, first, Sex.FEMALE, "учитель физики", " ".join(middle))
    return replace(person, **changes)


def a_man(name: str = "Алиев Али Гусейн оглы", **changes: Any) -> Person:
    return a_person(name, **{"sex": Sex.MALE, "post": "учитель информатики", **changes})


def a_chat(name: str = "Педагоги школы", **changes: Any) -> Chat:
    chat = Chat(name, "WhatsApp", "педагогический коллектив", "Омарова Зарема Исаевна", members=30)
    return replace(chat, **changes)


def holders(sferum: str = "", my_school: str = "", administrator: str = "", deputy: str = "") -> Responsible:
    """Who holds the roles of the pack «sferum-2023»."""
    return Responsible({"sferum": sferum, "my_school": my_school, "administrator": administrator, "deputy": deputy})


STAFF = (
    a_person("Магомедова Патимат Гаджиевна", post="директор"),
    a_person(class_name="5 «А»"),
    a_man(),
    a_person("Ким Светлана Юрьевна", post="учитель химии"),
)


def a_school(**changes: Any) -> School:
    """A right school; names of requisites (`inn=…`) change the requisites, all others the school itself."""
    requisites = Requisites(
        full_name="Муниципальное казённое общеобразовательное учреждение «Ключевская СОШ»",
        short_name="МКОУ «Ключевская СОШ»",
        kind=SchoolKind.SECONDARY,
        place="с. Ключевое",
        inn="9900000031",
        founder="Администрация муниципального района «Верхнереченский район»",
        students=245,
        teachers=35,
    )
    own = {key: value for key, value in changes.items() if key in Requisites.__dataclass_fields__}
    school = School(
        requisites=replace(requisites, **own),
        head=Head(STAFF[0]),
        staff=STAFF,
        chats=(a_chat(), a_chat("Родители 5 «А»", audience="класс (родители)", personal_data=True)),
        responsible=holders(
            "Омарова Зарема Исаевна", "Алиев Али Гусейн оглы", "Алиев Али Гусейн оглы", "Ким Светлана Юрьевна"
        ),
        margins=Margins(),
    )
    return replace(school, **{key: value for key, value in changes.items() if key not in own})
