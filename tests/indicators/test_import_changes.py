"""What files change for one school: every cell becomes a value, a question or is left out with its reason."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_docs.indicators.importing.changes import list_changes
from sferum_docs.indicators.importing.model import Answer, ChangeList
from sferum_docs.indicators.importing.understanding import Told, Understood, understand
from sferum_docs.indicators.reader import open_books
from sferum_docs.indicators.series import Figures, Source, Value
from sferum_docs.reading.sheets.sheets import read_book
from tests.indicators.made import SCHOOLS, SETS, book, sheet

KNOWN = next(each for each in SETS if each.key == "sferum-2023")
OWN = SCHOOLS[0]
TODAY = date(2023, 12, 1)
WEEK, NEXT = date(2023, 10, 16), date(2023, 10, 23)
TYPED = Source()
HEAD = "№;Организация;Учителей всего;Учителей зарегистрировано в Сферум;Учителя, создавшие чаты;Место"
OTHERS = ("2;МКОУ «Верхнесарыльская СОШ»;19;12;9;1", "3;МКОУ «Сухогривская ООШ»;12;8;4;3")


def a_sheet(own: str, week: date = WEEK, title: str = "Сферум. Неделя", head: str = HEAD) -> bytes:
    days = f"{week:%d.%m.%Y}–{date.fromordinal(week.toordinal() + 6):%d.%m.%Y}"
    row = f"1;{OWN.name};{own};2" if own else "1;МКОУ «Мирная СОШ»;5;4;1;2"
    return sheet(f"{title} {days}", head, row, *OTHERS, "Итого;;62;34;19;")


def read(*files: tuple[str, bytes], told: Told | None = None) -> Understood:
    books, _faults = open_books(files)
    return understand(books, OWN, told or Told(), [KNOWN], KNOWN, TODAY)


def changes(
    understood: Understood, *kept: Value, answers: Mapping[str, Answer] | None = None, today: date = TODAY,
    bases: Mapping[str, int] | None = None, moved: Mapping[date, date] | None = None,
) -> ChangeList:  # fmt: skip
    return list_changes(
        understood.sheet, Figures(KNOWN, kept), answers or {}, today=today, bases=bases or {}, moved=moved or {}
    )


def told(found: ChangeList) -> list[str]:
    return [f"{each.indicator} {each.week:%d.%m} {each.amount} {each.source.cell}" for each in found.new]


def kept(amount: int | None, *, week: date = WEEK, source: Source = TYPED) -> Value:
    """A value of the teachers, typed unless a source is given."""
    if amount is None:
        return Value("I2", week, None, state="unknown", base=31, source=source)
    return Value("I2", week, Decimal(amount), base=31, source=source)


def said(values: Iterable[Value]) -> list[str]:
    return [f"{each.amount}" for each in values]


def answered(found: ChangeList, choice: str, *amounts: str) -> dict[str, Answer]:
    return {matter.key: Answer(choice, dict(enumerate(amounts))) for matter in found.matters}


def test_values_of_the_own_school_are_new_and_every_other_cell_says_why_it_is_not_taken() -> None:
    data = a_sheet("31;14;6")
    understood = read(("свод.csv", data))
    found = changes(understood)
    assert told(found) == ["I2 16.10 14 D3", "I3 16.10 6 E3"]
    cells = {
        (row.number, at)
        for each in read_book(data).sheets
        for row in each.rows
        for at, cell in enumerate(row.cells)
        if cell
    }
    left = {(each.place.row, each.place.column): each.reason for each in found.left_out}
    taken = {(each.place.row, each.place.column) for each in understood.sheet.figures}
    assert cells == taken | left.keys(), "a cell is neither taken nor accounted for"
    assert (left[4, 3], left[3, 5], left[6, 2]) == ("другая организация", "место", "итог или среднее")


BOOK: dict[str, list[list[Any]]] = {
    "16.10–22.10": [["Сферум, 2023"], HEAD.split(";"), ["1", OWN.name, 31, 14, 6, 2]],
    "Справка": [["Памятка", 5]],
}
SHEETS = {
    "plain": [("свод.csv", a_sheet("31;14;6"))],
    "unknown": [("свод.csv", a_sheet("31;н/д;-"))],
    "unreadable": [("свод.csv", a_sheet("31;около 20;6"))],
    "twice": [("а.csv", a_sheet("31;14;6")), ("б.csv", a_sheet("31;14;6"))],
    "against": [("а.csv", a_sheet("31;14;6")), ("б.csv", a_sheet("31;15;6"))],
    "above": [("свод.csv", a_sheet("31;44;6"))],
    "pair": [("свод.csv", a_sheet("31;4;6"))],
    "fallen": [("а.csv", a_sheet("31;14;6")), ("б.csv", a_sheet("31;12;6", NEXT))],
    "corrected": [("а.csv", a_sheet("31;14;6")), ("б.csv", a_sheet("31;15;6", title="Уточнённые данные за неделю"))],
    "absent": [("свод.csv", a_sheet(""))],
    "book": [("свод.xlsx", book(BOOK))],
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("choice", ["", "leave", "as_is", "replace", "mend"])
def test_no_cell_is_dropped_whatever_stands_in_it_and_is_answered(name: str, choice: str) -> None:
    understood = read(*SHEETS[name])
    first = changes(understood, kept(13))
    found = changes(understood, kept(13), answers=answered(first, choice, "7", "7"))
    lists = (found.new, found.changed, found.same, found.held, found.not_written)
    besides = len(found.left_out) - len(understood.sheet.left_out)
    assert sum(map(len, lists)) + besides == len(understood.sheet.figures)
    places = {each.place for each in understood.sheet.figures} | {each.place for each in found.left_out}
    for file, data in SHEETS[name]:
        for each in read_book(data).sheets:
            cells = {(row.number, at) for row in each.rows for at, cell in enumerate(row.cells) if cell}
            there = {(at.row, at.column) for at in places if (at.file, at.sheet) == (file, each.name)}
            assert cells <= there, f"{file} {each.name}"


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("plain", []), ("unknown", []), ("twice", []), ("absent", []), ("book", []),
        ("against", ["conflict"]), ("corrected", ["late_correction"]), ("above", ["above_base"]),
        ("pair", ["inconsistent"]), ("fallen", ["fallen"]), ("unreadable", ["unreadable"]),
    ],
)  # fmt: skip
def test_only_what_cannot_be_decided_is_asked(name: str, kinds: list[str]) -> None:
    assert [matter.kind for matter in changes(read(*SHEETS[name])).matters] == kinds


@pytest.mark.parametrize("name", ["against", "above", "pair", "fallen", "unreadable", "corrected"])
def test_what_nobody_has_answered_is_not_written_and_says_so(name: str) -> None:
    found = changes(read(*SHEETS[name]))
    asked = {each.key for matter in found.matters for each in matter.values}
    assert asked
    assert not asked & {(value.indicator, value.week) for value in found.writes}
    assert {each.why for each in found.not_written if each.is_open} == {"нет ответа на вопрос"}


def test_the_same_file_again_changes_nothing() -> None:
    understood = read(*SHEETS["plain"])
    first = changes(understood)
    again = changes(understood, *first.new)
    assert (again.new, again.changed, again.matters, len(again.same)) == ((), (), (), 2)


def test_what_was_mended_is_not_asked_about_when_the_same_file_comes_again() -> None:
    understood = read(*SHEETS["above"])
    first = changes(understood, answers=answered(changes(understood), "mend", "13"))
    assert told(first)[0] == "I2 16.10 13 D3"
    again = changes(understood, *first.new)
    assert (again.changed, again.matters) == ((), ())


@pytest.mark.parametrize("source", [Source(), Source("прошлый.xlsx", "Лист1", "D9", "13")])
def test_another_value_than_the_kept_one_is_asked_about_whether_typed_or_from_a_file(source: Source) -> None:
    understood = read(*SHEETS["plain"])
    found = changes(understood, kept(13, source=source))
    (matter,) = found.matters
    assert (matter.kind, matter.kept[0].source) == ("kept", source)
    assert [each.indicator for each in found.new] == ["I3"]
    replaced = changes(understood, kept(13, source=source), answers=answered(found, "replace"))
    (change,) = replaced.changed
    assert (*said([change.was, change.value]), change.value.reason) == ("13", "14", "в файле: свод.csv, ячейка D3")
    left = changes(understood, kept(13, source=source), answers=answered(found, "kept"))
    assert (left.changed, left.not_written[0].why) == ((), "оставлено записанное")


def test_what_is_not_known_in_the_file_leaves_the_kept_number_and_a_number_fills_what_was_not_known() -> None:
    unknown = changes(read(*SHEETS["unknown"]), kept(13))
    assert (unknown.changed, said(each.was for each in unknown.held)) == ((), ["13"])
    assert said(unknown.new) == ["None"], "it is kept that the district has no number"
    filled = changes(read(*SHEETS["plain"]), kept(None))
    assert [said([each.was, each.value]) for each in filled.changed] == [["None", "14"]]


def test_of_two_files_the_chosen_one_counts_for_the_whole_week() -> None:
    files = [("а.csv", a_sheet("31;14;6")), ("б.csv", a_sheet("31;15;7"))]
    understood = read(*files)
    (matter,) = changes(understood).matters
    second = next(choice for choice in matter.choices if "б.csv" in choice.words)
    found = changes(understood, answers={matter.key: Answer(second.key)})
    assert [f"{each.indicator}={each.amount} {each.source.file}" for each in found.new] == ["I2=15 б.csv", "I3=7 б.csv"]
    assert [each.why for each in found.not_written] == ["выбрано другое число"] * 2


@pytest.mark.parametrize(
    ("typed", "fault"), [("", "import_no_amount"), *((text, "import_amount") for text in ("много", "40", "1,5", "-1"))]
)
def test_a_mended_number_must_be_one_that_can_be(typed: str, fault: str) -> None:
    understood = read(*SHEETS["above"])
    found = changes(understood, answers=answered(changes(understood), "mend", typed))
    assert [each.code for each in found.faults] == [fault]
    assert [each.indicator for each in found.new] == ["I3"]


def test_a_week_that_has_not_begun_is_left_out_until_it_is_said_which_it_is() -> None:
    understood = read(("свод.csv", a_sheet("31;14;6", date(2023, 12, 4))))
    found = changes(understood)
    assert ([matter.kind for matter in found.matters], found.new) == (["future_week"], ())
    moved = changes(understood, moved={date(2023, 12, 4): WEEK})
    assert ([each.week for each in moved.new], moved.matters) == ([WEEK, WEEK], ())


def test_a_fall_is_seen_beside_what_is_kept_before_and_after() -> None:
    understood = read(("свод.csv", a_sheet("31;14;6", NEXT)))
    fell = changes(understood, kept(20, week=WEEK))
    assert [matter.kind for matter in fell.matters] == ["fallen"]
    above_later = changes(read(*SHEETS["plain"]), kept(12, week=NEXT))
    assert [matter.kind for matter in above_later.matters] == ["fallen"]
    answers = {fell.matters[0].key: Answer("as_is", reason="уволились")}
    found = changes(understood, kept(20, week=WEEK), answers=answers)
    assert said(each for each in found.new if each.indicator == "I2") == ["14"]


def test_more_than_the_school_has_is_asked_about_where_the_sheet_gives_no_base() -> None:
    head = "№;Организация;Учителей зарегистрировано в Сферум;Учителя, создавшие чаты;Место"
    understood = read(("свод.csv", a_sheet("44;6", head=head)))
    assert [matter.kind for matter in changes(understood, bases={"I2": 31, "I3": 31}).matters] == ["above_base"]
    assert all(each.base is None for each in changes(understood).new), "no base is invented"


def test_a_table_without_names_is_asked_about_and_ours_when_a_person_says_so() -> None:
    data = sheet("Сферум", "Неделя;Учителей всего;Учителей зарегистрировано в Сферум", "16.10.2023–22.10.2023;31;14")
    understood = read(("своё.csv", data))
    assert (len(understood.nameless), understood.sheet.figures) == (1, ())
    signature = understood.tables[0].table.signature
    ours = read(("своё.csv", data), told=Told(nameless={signature: True}))
    assert told(changes(ours)) == ["I2 16.10 14 C3"]


def test_the_digest_changes_with_what_is_kept() -> None:
    understood = read(*SHEETS["plain"])
    assert changes(understood).digest != changes(understood, kept(13)).digest
    assert changes(understood).digest == changes(understood).digest


_WORDS = st.sampled_from([
    "№", "Организация", "Неделя", "Учителей всего", "Учителей зарегистрировано в Сферум", "Учителя, создавшие чаты",
    "чел.", "%", "звонки", "Показатель", "Значение", "П1", "Итого", "было", "",
])  # fmt: skip
_CELLS = st.sampled_from([
    OWN.name, "МКОУ «Мирная СОШ»", "СОШ № 1", "1", "14", "44", "-5", "12,5", "45%", "н/д", "х", "", "около 5",
    "3 неделя", "16.10.2023–22.10.2023", "31.12.9999", "999999999999", "Рейтинг",
    "Учителя, создавшие чаты", "Сферум на 23.10.2023",
])  # fmt: skip
_TABLES = st.tuples(
    st.lists(_WORDS, min_size=2, max_size=7), st.lists(st.lists(_CELLS, min_size=1, max_size=7), max_size=6)
)


@given(
    tables=st.lists(_TABLES, min_size=1, max_size=2), choice=st.sampled_from(["", "mend", "as_is", "blank", "replace"])
)
def test_whatever_a_sheet_looks_like_nothing_is_dropped_and_the_same_again_changes_nothing(
    tables: list[tuple[list[str], list[list[str]]]], choice: str
) -> None:
    files = [
        (f"{at}.csv", sheet("Сферум. Неделя 16.10.2023–22.10.2023", *(";".join(row) for row in (head, *rows))))
        for at, (head, rows) in enumerate(tables)
    ]
    understood = read(*files)
    first = changes(understood)
    kept_now = changes(understood, answers=answered(first, choice, "5", "5"))
    again = changes(understood, *kept_now.new)
    assert again.changed == ()
    assert {(each.indicator, each.week) for each in again.new}.isdisjoint((v.indicator, v.week) for v in kept_now.new)
    for found in (first, kept_now):
        lists = (found.new, found.changed, found.same, found.held, found.not_written)
        besides = len(found.left_out) - len(understood.sheet.left_out)
        assert sum(map(len, lists)) + besides == len(understood.sheet.figures)
    places = {figure.place for figure in understood.sheet.figures} | {left.place for left in understood.sheet.left_out}
    for file, data in files:
        for each in read_book(data).sheets:
            cells = {(row.number, at) for row in each.rows for at, cell in enumerate(row.cells) if cell}
            assert cells <= {(at.row, at.column) for at in places if at.file == file}


def test_a_share_of_thirty_digits_is_asked_about_like_any_that_cannot_be() -> None:
    head = "№;Организация;Доля зарегистрированных учителей, %;Место"
    huge = f"{' '.join(['999'] * 10)} %"
    text = sheet("Сферум. Неделя 16.10.2023–22.10.2023", head, f"1;{OWN.name};{huge};2", "2;МКОУ «Мирная СОШ»;50 %;1")
    found = changes(read(("a.csv", text)))
    assert (found.new, [matter.values[0].value.source.cell for matter in found.matters]) == ((), ["C3"])
