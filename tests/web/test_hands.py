"""What a first day costs the hands, by the keystroke model; `python3 run.py bench hands` prints it."""

from datetime import date, datetime

import pytest
from flask import Flask

from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.holidays import days_off
from sferum_docs.services.school.save import find_school
from sferum_docs.store.documents import issued
from tests.builders import PACK_ID, SCHOOL_ID
from tests.web.days_of_work import messy_lists, smallest_set
from tests.web.pages import SchoolClient

SATURDAY = datetime(2026, 11, 28, 12)  # noqa: DTZ001  by the clock of the machine, as `datetime.now()` tells it
CLICKS, MINUTES = 8, 6


class Clock(datetime):
    """The clock on the wall; what is written with a time zone stays as it is."""

    @classmethod
    def now(cls, tz=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN206  as the library has it
        return SATURDAY if tz is None else datetime.now(tz)


@pytest.fixture(autouse=True)
def a_saturday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sferum_docs.web.current.datetime", Clock)


def days_of_made(app: Flask) -> dict[str, set[date]]:
    """Document → its date and the days that its answers name."""
    with app.app_context():
        return {
            document.document: {
                document.order_date,
                *(
                    date.fromisoformat(value)
                    for field in find_pack(PACK_ID).by_id[document.document].fields
                    if field.kind == "date" and field.deadline
                    if (value := document.data["packet"]["answers"].get(document.document, {}).get(field.key))
                ),
            }
            for document in issued.newest(SCHOOL_ID, PACK_ID)
        }


def test_three_orders_from_an_empty_installation_take_eight_clicks_and_every_day_is_a_working_day(
    app: Flask, bare: SchoolClient
) -> None:
    hands = smallest_set(app, bare)
    assert "Комплект готов: 3 документа" in hands.page.main
    assert hands.clicks <= CLICKS
    made = days_of_made(app)
    assert set(made) == {"D02", "D04", "D05"}
    with app.app_context():
        school = find_school(SCHOOL_ID)
        assert school is not None
        off = days_off(school, find_pack(PACK_ID))
    days = {day for found in made.values() for day in found}
    assert [day.isoformat() for day in sorted(days) if day in off or day.weekday() > 4] == []
    assert min(days) >= SATURDAY.date()


def test_messy_lists_become_every_document_in_minutes(app: Flask, bare: SchoolClient) -> None:
    hands = messy_lists(app, bare)
    whole = find_pack(PACK_ID).preset("full")
    assert whole is not None
    assert f"Комплект готов: {len(whole.documents)} документ" in hands.page.main
    assert hands.seconds <= MINUTES * 60
