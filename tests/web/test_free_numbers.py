"""The next numbers that no entry has, however many entries have come in uncounted; the register is not read for it."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from sferum_docs.services.register.free_numbers import coming_ordinals
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.store.database import db, writing
from sferum_docs.store.register import register
from sferum_docs.store.register.entry import READY, NewEntry
from tests.builders import BY, SCHOOL_ID
from tests.web.test_queries import counted

DAY = date(2026, 11, 28)


def keep(*numbered: tuple[int, str, str]) -> None:
    with writing() as session:
        for ordinal, letter, number in numbered:
            entry = NewEntry(
                school_id=SCHOOL_ID, register="R01", year=2026, period=2026, ordinal=ordinal, letter=letter,
                number=number, signed_on=DAY, kind="приказ", title="О назначении", state=READY,
                registered_at=BY.at, registered_by=BY.name,
            )  # fmt: skip
            register.add_entry(session, entry)


@pytest.mark.parametrize(
    ("numbered", "free"),
    [
        ([], (1, 2, 3)),
        ([(2, "", "2")], (1, 3, 4)),
        ([(90, "", "2")], (1, 3, 4)),  # the printed number alone is taken
        ([(2, "а", "2а")], (1, 2, 3)),
        ([(number, "", str(number)) for number in range(1, 17)], (17, 18, 19)),
        ([(number, "", str(number)) for number in range(1, 200) if number != 150], (150, 200, 201)),
    ],
)
def test_the_next_numbers_are_those_that_no_entry_has(
    app: Flask, demonstration: object, numbered: list[tuple[int, str, str]], free: tuple[int, ...]
) -> None:
    del demonstration
    with app.app_context():
        keep(*numbered)
        book = replace(registers_of(SCHOOL_ID)["R01"], mask="{номер}")
        assert coming_ordinals(db.session(), SCHOOL_ID, book, DAY, 3) == free


def test_a_long_register_is_not_read_for_the_next_number(app: Flask, demonstration: object) -> None:
    del demonstration
    with app.app_context():
        keep(*((number, "", str(number)) for number in range(1, 400)))
        with counted(app) as asked:
            coming_ordinals(db.session(), SCHOOL_ID, registers_of(SCHOOL_ID)["R01"], DAY, 1)
    looks = [statement for statement in asked if "BETWEEN" in statement]
    assert 1 < len(looks) <= 3
    assert all(" UNION ALL " in statement.replace("\n", " ") for statement in looks), "one index for each half"
