from sferum_docs.reading.sheets.sheets import SheetRow, read_text_table
from sferum_docs.schools.mapping import relabelled, sheet_columns
from sferum_docs.schools.staff_sheet import OFFERED_COLUMNS, staff_drafts

FOREIGN = "№\tПреподаватель\tСтавка\tДолжность\tТелефон\n1\tОмарова Зарема Исаевна\t1,5\tучитель\t89280000000\n"


def test_known_headings_are_guessed_and_unknown_ones_are_asked() -> None:
    columns = sheet_columns(read_text_table(FOREIGN), OFFERED_COLUMNS)
    assert [(column.heading, column.caption, column.unclear) for column in columns] == [
        ("№", "", False),
        ("Преподаватель", "", True),
        ("Ставка", "", True),
        ("Должность", "Должность", False),
        ("Телефон", "Телефон", False),
    ]
    assert columns[1].samples == ("Омарова Зарема Исаевна",)


def test_the_table_reads_as_the_person_says() -> None:
    said = relabelled(read_text_table(FOREIGN), OFFERED_COLUMNS, {1: "ФИО", 3: "Должность"})
    (draft,) = staff_drafts(said).drafts
    assert draft.values == {"name": "Омарова Зарема Исаевна", "post": "учитель"}
    assert draft.number == 2


def test_a_table_without_headings_keeps_its_first_row() -> None:
    bare = (
        SheetRow(1, ("Омарова Зарема Исаевна", "классный руководитель")),
        SheetRow(2, ("Ким Олег Юрьевич", "сторож")),
    )
    assert not [column for column in sheet_columns(bare, OFFERED_COLUMNS) if column.unclear]
    said = relabelled(bare, OFFERED_COLUMNS, {0: "ФИО", 1: "Должность"})
    assert [draft.values["name"] for draft in staff_drafts(said).drafts] == [
        "Омарова Зарема Исаевна",
        "Ким Олег Юрьевич",
    ]


def test_an_empty_column_with_a_foreign_heading_is_not_asked() -> None:
    rows = read_text_table("ФИО\tДолжность\tТабель\nОмарова Зарема Исаевна\tучитель\t\n")
    assert not [column for column in sheet_columns(rows, OFFERED_COLUMNS) if column.unclear]
