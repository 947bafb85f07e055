"""What papers say where figures are known, to the letter: a school, a kindergarten, a body without a journal.

After a wanted change of wording: UPDATE_GOLDEN=1 python -m pytest tests/services/test_golden_of_figures.py
"""

import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from sferum_docs.docengine import check_file
from sferum_docs.documents.checking.standard import standard_of
from sferum_docs.documents.making.generate import make
from sferum_docs.documents.making.told_figures import with_figures
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.gost.check import check
from sferum_docs.indicators.reports.told import ToldFigures
from sferum_docs.indicators.series import Figures, Value
from sferum_docs.packs.model import Pack
from sferum_docs.packs.tells import SENTENCES
from sferum_docs.schools.model import School, SchoolKind
from sferum_docs.services.packet.plan import plan_document
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packet.situations import situations
from sferum_docs.services.packs.choose import find_pack
from tests.indicators.six_weeks import told
from tests.services.test_golden import shown

GOLDEN = Path(__file__).resolve().parents[1] / "golden_of_figures"
COMMAND = "UPDATE_GOLDEN=1 python -m pytest tests/services/test_golden_of_figures.py"
DOCUMENTS = ("D06", "D15", "D16", "D17", "D19")
KINDS = {"школа": SchoolKind.SECONDARY, "детский сад": SchoolKind.KINDERGARTEN, "кружки": SchoolKind.EXTRA}
MAX = {"M1": "97.4", "M2": "60", "M3": "71.2", "M4": "33", "M5": "80", "M6": None}
CASES = [(kind, document) for kind in KINDS for document in (DOCUMENTS if kind == "школа" else DOCUMENTS[1:4])]
DAYS = {"D06": date(2023, 10, 25)}  # when an order was signed, if not on the day of the sample
ANSWERS = {
    "D15": {"неделя": date(2023, 11, 22), "дата_данных": date(2023, 11, 24)},
    "D17": {"период_с": date(2023, 10, 16), "период_по": date(2023, 11, 26)},
}


@cache
def made(kind: str, document: str, day: date | None = None, *, percent: bool = False) -> bytes:
    """A paper of the demonstration school, turned into this kind of body, in its seventh week."""
    school, pack, request = _asked(KINDS[kind], document, day)
    (situation,) = situations(school, pack, request)
    of = situation.pack.indicator_set
    assert of is not None
    figures = of_shares(told(of)) if percent else told(of)
    given = request.answers[document]
    proposed = plan_document(school, situation.pack, request.order_date, document, (), {document: given}, figures)
    said = {item.field.key: item.default for item in proposed.questions if item.field.tells in SENTENCES}
    situation = replace(situation, answers={**situation.answers, document: {**given, **said}})
    return make(with_figures(situation, figures)).content


def of_shares(known: ToldFigures) -> ToldFigures:
    """The same numbers in a sheet that has shares of a hundred alone."""
    values = tuple(replace(each, unit="percent") for each in known.figures.values)
    return replace(known, figures=replace(known.figures, values=values))


def _asked(kind: SchoolKind, document: str, day: date | None) -> tuple[School, Pack, PacketRequest]:
    pack = find_pack("sferum-2023")
    sample = read_sample(pack, "full")
    school = replace(sample.school, requisites=replace(sample.school.requisites, kind=kind))
    answers = {name: {**row, **ANSWERS.get(name, {})} for name, row in sample.request.answers.items()}
    signed = day or DAYS.get(document, sample.request.order_date)
    asked = replace(
        sample.request, answers=answers, documents=(document,), packet_documents=sample.request.documents,
        order_date=signed,
    )  # fmt: skip
    return school, pack, asked


@pytest.mark.parametrize(("kind", "document"), CASES)
def test_a_paper_with_figures_says_what_its_golden_text_says(kind: str, document: str) -> None:
    path = GOLDEN / f"{document} {kind}.txt"
    text = shown(made(kind, document))
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8"), f"if the change is wanted: {COMMAND}"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2023, 10, 18), None),
        (date(2023, 10, 20), "20.10.2023"),  # its figures came on that day
        (date(2023, 10, 23), "22.10.2023"),
        (date(2023, 10, 26), "22.10.2023"),
        (date(2023, 10, 27), "27.10.2023"),
    ],
)
def test_an_order_states_nothing_of_days_after_its_own(day: date, said: str | None) -> None:
    text = shown(made("школа", "D06", day))
    assert ("Исходное значение" in text, f"Исходное значение на {said}" in text) == (said is not None, said is not None)


def test_a_share_of_people_is_printed_once_and_changes_by_points() -> None:
    report, order = shown(made("школа", "D15", percent=True)), shown(made("школа", "D06", percent=True))
    assert "| 26 | 13~% | 12~% | −1~п.~п. | 12 | 50 | −38 |" in report
    assert "| 26 | 20~% | 100 |" in order


def test_a_period_that_begins_within_a_week_has_the_numbers_of_the_whole_week() -> None:
    school, pack, request = _asked(SchoolKind.SECONDARY, "D17", None)
    period = {"период_с": date(2023, 10, 18), "период_по": date(2023, 12, 7), "дата_справки": date(2023, 12, 8)}
    (situation,) = situations(school, pack, replace(request, answers={"D17": {**request.answers["D17"], **period}}))
    of = situation.pack.indicator_set
    assert of is not None
    text = shown(make(with_figures(situation, told(of))).content)
    assert "| 1 | 16.10.2023~— 22.10.2023 | 90 |" in text
    assert "| 8 | 04.12.2023~— 07.12.2023 |  |" in text


def test_an_order_of_a_kindergarten_says_nothing_of_values_that_it_does_not_have() -> None:
    assert ("ориентир" in shown(made("детский сад", "D06")), "ориентир" in shown(made("школа", "D06"))) == (False, True)


def test_a_letter_tells_of_the_last_week_that_was_known_on_its_day() -> None:
    text = shown(made("школа", "D19"))  # a letter of 08.11.2023
    assert "Значения показателей за неделю с~30.10.2023 по~05.11.2023" in text
    assert "проведено анализов: 3." in text


def test_a_letter_of_the_later_pack_prints_shares_of_the_week_and_says_which_are_a_guide() -> None:
    pack = find_pack("max-2026")
    sample = read_sample(pack, documents=["X07"])
    (situation,) = situations(sample.school, pack, sample.request)
    of = situation.pack.indicator_set
    assert of is not None
    week = date(2026, 12, 14)
    values = tuple(
        Value(key, week, Decimal(share) if share else None, "percent", state="known" if share else "unknown")
        for key, share in MAX.items()
    )
    text = shown(make(with_figures(situation, ToldFigures(Figures(of, values)))).content).replace("~", " ")
    assert "Показатели за неделю с 14.12.2026 по 20.12.2026 (источник" in text
    assert "| 1 | Работники, зарегистрированные в МАХ | 97,4 |" in text
    assert "| 3 | Родители в чатах классов (ориентир) | 71,2 |" in text
    assert "| 6 | Обучающиеся, заходившие за неделю (ориентир) |  |" in text


@pytest.mark.parametrize(("kind", "document"), CASES)
def test_a_paper_with_figures_is_a_sound_file_that_keeps_the_standard(kind: str, document: str) -> None:
    content = made(kind, document)
    school = read_sample(find_pack("sferum-2023"), "full").school
    of_pack = find_pack("sferum-2023").by_id[document]
    report = check(content, standard_of(school.layout, "2025", of_pack.kind))
    assert [finding.message() for finding in report.required] == []
    assert [finding.message() for finding in check_file(content)] == []
