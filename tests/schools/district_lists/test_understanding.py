"""Tables of a district, in the ways in which offices keep them."""

from dataclasses import replace

import pytest

from sferum_docs.reading.sheets.sheets import TableBook
from sferum_docs.schools.district_lists.model import NamedBody, TableKind, Told
from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.district.lists.names import find_bodies
from tests.schools.district_lists.books import (
    GARDEN,
    HEADING,
    INNS,
    KEY,
    OGRNS,
    ORGS,
    PUPILS,
    STAFF,
    STAFF_HEADING,
    body,
    book,
    sheet,
    staff,
    told,
    understood,
)

COMMON = book(**{ORGS: sheet(HEADING, KEY, GARDEN), STAFF: sheet(STAFF_HEADING, *PUPILS)})


def test_a_workbook_with_a_sheet_of_organisations_and_one_of_staff() -> None:
    found = understood(COMMON)
    school = body(found, "Ключевская").requisites
    assert (school.inn, school.kind, school.place) == (INNS[0], SchoolKind.SECONDARY, "с. Ключи")
    assert body(found, "Росток").requisites.kind is SchoolKind.KINDERGARTEN
    assert staff(found, "Ключевская") == ["Асильдерова Саида Гаджиевна: директор", "Пак Денис: учитель биологии"]
    head = body(found, "Росток").head
    assert head is not None
    assert (head.person.full_name, head.person.post) == ("Фомина Галина Павловна", "заведующий")
    assert told(found) == []


CARD = [
    ("Карточка организации", ""),
    ("Полное наименование:", KEY[1]),
    ("Краткое наименование:", KEY[2]),
    ("ИНН:", KEY[3]),
    ("Населённый пункт:", KEY[4]),
    ("Руководитель (ФИО):", KEY[6]),
    ("Должность:", "директор"),
]
LIST = [("№", "ФИО", "Должность"), ("1", "Асильдерова Саида Гаджиевна", "директор"), ("2", "Пак Денис", "учитель")]
PARTS = [
    ("Фамилия", "Имя", "Отчество", "Должность"),
    ("Асильдерова", "Саида", "Гаджиевна", "директор"),
    ("Пак", "Денис", "", "учитель"),
]
ONE_ROW = [HEADING[1:], KEY[1:]]
INSIDE = [
    ("МКОУ «Ключевская СОШ»",),
    ("Полное наименование: " + KEY[1],),
    ("ИНН: " + KEY[3],),
    ("Место издания: с. Ключи",),
    ("Директор: Асильдерова Саида Гаджиевна",),
]
PAIRS = [
    ("Полное наименование", KEY[1], "Краткое наименование", KEY[2]),
    ("ИНН", KEY[3], "ОГРН", OGRNS[0]),
    ("Населённый пункт", KEY[4], "Директор", KEY[6]),
]


@pytest.mark.parametrize(
    "made",
    [
        book(Карточка=sheet(*CARD), Работники=sheet(*LIST)),
        book(Реквизиты=sheet(*ONE_ROW), Штат=sheet(*PARTS)),
        book(Школа=sheet(*CARD, (), ("Список работников",), *LIST)),
        book(Школа=sheet(*INSIDE, (), *LIST)),
        book(Школа=sheet(*PAIRS), Кадры=sheet(*PARTS)),
        book(Школа=sheet(*CARD, merged=[(0, 0, 0, 1)]), Кадры=sheet(*[row[1:] for row in LIST[1:]])),
    ],
    ids=["card and list", "one row and parts", "one sheet", "in one cell", "two columns", "list without a heading"],
)
def test_a_workbook_of_one_organisation_in_any_layout(made: TableBook) -> None:
    found = understood(("МКОУ Ключевская СОШ.xlsx", made))
    school = body(found, "Ключевская")
    head = school.head
    assert (school.requisites.inn, school.requisites.place) == (INNS[0], "с. Ключи")
    assert head is not None
    assert head.person.full_name == "Асильдерова Саида Гаджиевна"
    assert [person.full_name for person in school.staff] == ["Асильдерова Саида Гаджиевна", "Пак Денис"]
    assert not [each for each in found.findings if each.level == "error"]
    assert not found.questions


def test_a_sheet_a_school_in_one_workbook() -> None:
    other = [
        ("Полное наименование:", GARDEN[1]),
        ("Краткое наименование:", GARDEN[2]),
        ("ИНН:", GARDEN[3]),
        ("Место издания:", GARDEN[4]),
        (),
        ("ФИО", "Должность"),
        ("Фомина Галина Павловна", "заведующий"),
    ]
    found = understood(book(Ключи=sheet(*CARD, (), *LIST), Росток=sheet(*other)))
    assert len(found.bodies) == 2
    assert len(staff(found, "Ключевская")) == 2
    assert staff(found, "Росток") == ["Фомина Галина Павловна: заведующий"]
    head = body(found, "Росток").head  # told by the list of staff, where requisites do not
    assert head is not None
    assert head.person.full_name == "Фомина Галина Павловна"


def test_cards_below_and_beside_one_another() -> None:
    below = understood(
        book(
            Лист=sheet(
                *CARD,
                *LIST,
                ("Полное наименование:", GARDEN[1]),
                ("ИНН:", GARDEN[3]),
                ("Населённый пункт:", GARDEN[4]),
                *LIST[:1],
                ("1", GARDEN[6], "заведующий"),
            )
        )
    )
    beside = understood(
        book(
            Лист=sheet(
                ("Показатель", "", ""),
                ("Полное наименование", KEY[1], GARDEN[1]),
                ("ИНН", KEY[3], GARDEN[3]),
                ("КПП", "059801001", "059801001"),
            )
        )
    )
    for found in (below, beside):
        assert [each.requisites.inn for each in found.bodies] == [INNS[0], INNS[1]]
    assert staff(below, "Росток") == ["Фомина Галина Павловна: заведующий"]
    assert [each.requisites.kpp for each in beside.bodies] == ["059801001", "059801001"]


def test_two_rows_of_heading_tell_whose_phone_it_is() -> None:
    made = sheet(
        (
            "№",
            "Наименование",
            "Наименование",
            "Реквизиты",
            "Реквизиты",
            "Руководитель",
            "Руководитель",
            "Руководитель",
            "",
        ),
        ("№", "полное", "краткое", "ИНН/КПП", "ОГРН", "ФИО", "должность", "телефон", "Телефон школы"),
        ("1", KEY[1], KEY[2], f"{INNS[0]}/059801001", OGRNS[0], KEY[6], "директор", "+7 900 000-00-07", KEY[5]),
        ("", "Всего: 1", "", "", "", "", "", "", ""),
    )
    school = body(understood(book(Школы=made)), "Ключевская")
    assert (school.requisites.inn, school.requisites.kpp, school.requisites.phone) == (INNS[0], "059801001", KEY[5])
    assert school.head is not None
    assert school.head.person.phone == "+7 900 000-00-07"


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("ФИО", "Должность"),
            ("МКОУ «Ключевская СОШ»", ""),
            ("Пак Денис", "учитель"),
            ("Росток", ""),
            ("Детский сад «Росток»", ""),
            ("Фомина Галина Павловна", "заведующий"),
        ],
        [
            ("Школа", "ФИО", "Должность"),
            ("Ключевская СОШ", "Пак Денис", "учитель"),
            ("", "Ли Олег Петрович", "повар"),
            ("детсад Росток", "Фомина Галина Павловна", "заведующий"),
        ],
        [
            ("ИНН", "ФИО", "Должность"),
            (INNS[0][1:], "Пак Денис", "учитель"),
            (INNS[1], "Фомина Галина Павловна", "повар"),
        ],
        [
            ("Организация", "Работник"),
            ("Ключевская СОШ", "Пак Денис, учитель"),
            ("Росток д/с", "Фомина Галина Павловна, повар"),
        ],
    ],
    ids=["sections", "name once", "number", "post beside the name"],
)
def test_staff_finds_its_organisation(rows: list[tuple[str, ...]]) -> None:
    found = understood(book(Школы=sheet(HEADING, KEY, GARDEN), Люди=sheet(*rows)))
    assert "Пак Денис: учитель" in staff(found, "Ключевская")
    assert [each.split(":")[0] for each in staff(found, "Росток")] == ["Фомина Галина Павловна"]
    assert not found.questions


def test_a_list_is_of_the_organisation_that_its_title_its_sheet_or_its_file_names() -> None:
    bodies = sheet(HEADING, KEY, GARDEN)
    titled = book(Школы=bodies, Лист2=sheet(("Работники МКОУ «Ключевская СОШ»",), *LIST))
    on_sheet = book(Школы=bodies, **{"Ключевская СОШ": sheet(*LIST)})
    in_file = (("Район.xlsx", book(Школы=bodies)), ("Ключевская СОШ штат.xlsx", book(Лист1=sheet(*LIST))))
    for found in (understood(titled), understood(on_sheet), understood(*in_file)):
        assert len(staff(found, "Ключевская")) == 2
    asked = understood(book(Школы=bodies, Лист2=sheet(*LIST)))
    assert told(asked) == [("B2", "district_list_nameless")]


FAULTY = [
    ({3: "0598101379"}, ("D2", "control_digit"), "inn", ""),
    ({3: "05981"}, ("D2", "district_bad_number"), "inn", ""),
    ({3: 598101378}, ("D2", "district_zero"), "inn", INNS[0]),
    ({3: ""}, ("D2", "district_empty"), "inn", ""),
    ({5: "см. сайт"}, ("F2", "bad_phone"), "phone", ""),
    ({5: "нет"}, None, "phone", ""),
    ({5: "8(900)0001001"}, None, "phone", "8(900)0001001"),
]


@pytest.mark.parametrize(("changed", "fault", "name", "kept"), FAULTY)
def test_a_bad_cell_is_left_empty_and_told_and_stops_nobody(
    changed: dict[int, object], fault: tuple[str, str] | None, name: str, kept: str
) -> None:
    row = [changed.get(at, cell) for at, cell in enumerate(KEY)]
    found = understood(book(Школы=sheet(HEADING, row, GARDEN)))
    assert getattr(body(found, "Ключевская").requisites, name) == kept
    assert told(found) == ([fault] if fault else [])
    assert body(found, "Росток").requisites.inn == INNS[1]


ACTING = (*HEADING, "И. о.", "Основание")
GROUND = "приказ МКУ от 01.09.2023 № 45-к"


@pytest.mark.parametrize(
    ("said", "ground", "cell"),
    [
        (("директор", "", ""), "", ""),
        (("директор", "да", GROUND), GROUND, ""),
        (("и. о. директора", "", GROUND), GROUND, ""),
        (("директор", GROUND, ""), GROUND, ""),
        (("исполняющий обязанности директора", "", ""), "", "J2"),
        (("директор", "да", "-"), "", "J2"),
        (("директор", "и.о.", ""), "", "J2"),
    ],
)
def test_an_acting_head_needs_a_ground(said: tuple[str, str, str], ground: str, cell: str) -> None:
    found = understood(book(Школы=sheet(ACTING, (*KEY[:7], *said))))
    head = body(found, "Ключевская").head
    assert head is not None
    assert head.acting == bool(ground or cell)
    assert head.ground == ground
    assert told(found) == ([(cell, "district_no_ground")] if cell else [])


def test_one_person_twice_is_told_and_two_posts_are_asked() -> None:
    rows = [*PUPILS, PUPILS[1], ("5", "детсад Росток", "Фомина Галина Павловна", "музыкальный руководитель", "")]
    made = book(Школы=sheet(HEADING, KEY, GARDEN), Люди=sheet(STAFF_HEADING, *rows))
    found = understood(made)
    assert told(found) == [("C5", "district_person_twice"), ("C6", "district_person_posts")]
    assert len(found.left) == 1
    answered = understood(made, told=Told(answers={found.questions[0].key: "both"}))
    assert staff(answered, "Росток") == ["Фомина Галина Павловна: заведующий, музыкальный руководитель"]
    assert not told(answered, "question")


def test_a_school_that_is_nowhere_is_asked_once_and_may_be_said() -> None:
    rows = [
        *PUPILS,
        ("4", "Берёзка", "Ли Олег Петрович", "повар", ""),
        ("5", "Берёзка", "Ким Анна Павловна", "сторож", ""),
    ]
    made = book(Школы=sheet(HEADING, KEY, GARDEN), Люди=sheet(STAFF_HEADING, *rows))
    found = understood(made)
    assert told(found) == [("B5", "district_school_unknown")]
    said = understood(made, told=Told(names={"Берёзка": f"i{INNS[1]}"}))
    assert len(staff(said, "Росток")) == 3
    left = understood(made, told=Told(names={"Берёзка": "-"}))
    assert not told(left)
    assert sum(len(each.staff) for each in left.bodies) == 3


def test_two_files_of_one_body_are_joined_and_differences_are_asked() -> None:
    row = [*KEY]
    row[5] = "+7 (900) 000-29-16"
    own = book(Реквизиты=sheet(HEADING[1:], row[1:]), Штат=sheet(*LIST, ("3", "Ли Олег Петрович", "повар")))
    files = ("Район.xlsx", COMMON), ("Ключи.xlsx", own)
    found = understood(*files)
    assert [(question.finding.place.file, question.finding.place.cell) for question in found.questions] == [
        ("Ключи.xlsx", "E2")
    ]
    school = body(found, "Ключевская")
    assert school.requisites.phone == ""  # nothing until somebody says
    assert len(school.staff) == 3
    assert school.staff[1].post == "учитель биологии"  # the one that tells more
    said = understood(*files, told=Told(answers={found.questions[0].key: "1"}))
    assert body(said, "Ключевская").requisites.phone == "+7 (900) 000-29-16"


def test_two_schools_with_one_number_stay_two() -> None:
    row = [*GARDEN]
    row[3] = INNS[0]
    found = understood(book(Школы=sheet(HEADING, KEY, row)))
    assert [each.requisites.inn for each in found.bodies] == [INNS[0], ""]
    assert told(found) == [("D3", "district_code_twice")]


def test_what_is_no_entry_is_left_with_its_reason() -> None:
    rows = [
        HEADING,
        ("1", "2", "3", "4", "5", "6", "7", "8"),
        ("Общеобразовательные организации",),
        KEY,
        ("", "Дошкольные"),
        GARDEN,
        ("", "Итого", "", "2"),
        ("Начальник управления", "", "", "", "", "", "Ким О. П."),
    ]
    found = understood(book(Школы=sheet(*rows, merged=[(2, 0, 2, 7)])))
    assert len(found.bodies) == 2
    reasons = [(left.place.cell, left.reason) for left in found.left]
    assert [cell for cell, _reason in reasons] == ["A2", "A3", "A5", "A7", "A8"]


def test_a_column_taken_for_another_is_remembered_by_its_heading() -> None:
    made = book(Школы=sheet((*HEADING[:5], "Связь", *HEADING[6:]), KEY, GARDEN))
    table = understood(made).tables[0]
    assert [column.key for column in table.columns][5] == ""
    keys = ["phone" if column.heading == "Связь" else column.key for column in table.columns]
    said = understood(made, told=Told(tables={table.signature: {"kind": "bodies", "columns": keys}}))
    assert body(said, "Ключевская").requisites.phone == KEY[5]
    none = understood(made, told=Told(tables={table.signature: {"kind": "none", "columns": keys}}))
    assert (none.bodies, none.tables[0].kind) == ((), TableKind.NONE)


def test_a_body_that_is_kept_is_known_by_its_number_or_its_name() -> None:
    known = [
        NamedBody("7", "МКОУ «Ключевская СОШ»", "", INNS[0]),
        NamedBody("8", GARDEN[2], GARDEN[1]),
        NamedBody("9", "МКОУ «Речная ООШ»"),
    ]
    found = understood(COMMON, known=known)
    assert [(each.known, each.name) for each in found.bodies] == [("7", KEY[2]), ("8", GARDEN[2])]
    rows = sheet(STAFF_HEADING, ("1", "Речная оош", "Ли Олег Петрович", "повар", ""))
    alone = understood(book(Люди=rows), known=known)
    assert [(each.known, each.told, len(each.staff)) for each in alone.bodies] == [("9", frozenset(), 1)]


def test_hidden_sheets_and_sheets_of_something_else_are_told() -> None:
    made = book(
        Школы=sheet(HEADING, KEY), Старое=replace(sheet(HEADING, GARDEN), visible=False), Прочее=sheet(("Бюджет", "5"))
    )
    found = understood(made)
    assert len(found.bodies) == 1
    assert [(each.place.sheet, each.code) for each in found.findings] == [
        ("Старое", "district_sheet_hidden"),
        ("Прочее", "district_sheet_unknown"),
    ]


KINDS = [
    ("детский сад", SchoolKind.KINDERGARTEN),
    ("МБДОУ", SchoolKind.KINDERGARTEN),
    ("д/с", SchoolKind.KINDERGARTEN),
    ("доп. образование", None),
    ("УДО", SchoolKind.EXTRA),
    ("дополнительное образование", SchoolKind.EXTRA),
    ("Средняя общеобразовательная школа", SchoolKind.SECONDARY),
    ("основная школа", SchoolKind.BASIC),
    ("начальная школа - детский сад", SchoolKind.PRIMARY),
    ("колледж", SchoolKind.COLLEGE),
    ("Лицей", SchoolKind.LYCEUM),
    ("школа-интернат", SchoolKind.BOARDING),
    ("гимназия", SchoolKind.GYMNASIUM),
    ("ООШ", SchoolKind.BASIC),
]


@pytest.mark.parametrize(("written", "kind"), KINDS)
def test_kinds_are_written_otherwise(written: str, kind: SchoolKind | None) -> None:
    found = understood(
        book(Школы=sheet((*HEADING, "Вид"), ("1", "Учреждение «Росток»", "«Росток»", *KEY[3:], written)))
    )
    assert body(found, "Росток").requisites.kind is (kind or SchoolKind.OTHER)
    assert ("I2", "district_kind_unknown") in told(found) or kind is not None


HEADS = [
    (("Организация", "ИНН", "Директор"), ("МКОУ «Росток»", INNS[0], "Ким Олег Петрович"), "директор"),
    (("Детский сад", "ИНН", "Заведующий"), ("«Росток»", INNS[0], "Ким Олег Петрович"), "заведующий"),
    (
        ("Организация", "ИНН", "Руководитель (должность, ФИО)"),
        ("Росток", INNS[0], "директор Ким Олег Петрович"),
        "директор",
    ),
    (
        ("Организация", "ИНН", "Фамилия", "Имя", "Отчество"),
        ("«Росток»", INNS[0], "Ким", "Олег", "Петрович"),
        "директор",
    ),
]


@pytest.mark.parametrize(("heading", "row", "post"), HEADS)
def test_a_head_is_told_in_many_ways(heading: tuple[str, ...], row: tuple[str, ...], post: str) -> None:
    head = body(understood(book(Лист=sheet(heading, row))), "Росток").head
    assert head is not None
    assert (head.person.full_name, head.person.post) == ("Ким Олег Петрович", post)


def test_a_head_in_initials_is_the_worker_of_the_staff_list() -> None:
    made = sheet(
        ("Наименование ОО", "Контакты", "Ф.И.О. директора"), (KEY[2], "8-900-000-10-01, kl@mail.ru", "Асильдерова С.Г.")
    )
    school = body(understood(book(Школы=made, Люди=sheet(STAFF_HEADING, *PUPILS[:2]))), "Ключевская")
    assert (school.requisites.phone, school.requisites.email) == ("8-900-000-10-01", "kl@mail.ru")
    assert school.head is not None
    assert school.head.person.full_name == "Асильдерова Саида Гаджиевна"


def test_a_body_in_two_rows_of_a_merged_cell_has_both_phones() -> None:
    rows = (
        ("Организация", "Телефон", "ИНН"),
        (KEY[2], "89000001001", INNS[0]),
        ("", "89000001002", ""),
        (GARDEN[2], "", INNS[1]),
    )
    found = understood(book(Школы=sheet(*rows, merged=[(1, 0, 2, 0), (1, 2, 2, 2)])))
    assert body(found, "Ключевская").requisites.phone == "89000001001, 89000001002"
    assert [code for _cell, code in told(found)] == ["district_body_twice"]


def test_a_branch_with_the_number_of_its_school_stays_a_body_of_its_own() -> None:
    rows = ("Наименование", "ИНН"), (KEY[2], INNS[0]), ("Филиал МКОУ «Ключевская СОШ» в с. Речное", INNS[0])
    assert told(understood(book(Школы=sheet(*rows)))) == [("B3", "district_code_twice")]


def test_of_many_bodies_a_name_finds_the_same_as_of_few() -> None:
    few = [
        NamedBody("1", KEY[2], KEY[1]),
        NamedBody("2", GARDEN[2], GARDEN[1]),
        NamedBody("3", "МКОУ «Верхнесарыльская СОШ»"),
    ]
    many = [*few, *(NamedBody(f"{at}", f"МКОУ «Дальняя СОШ № {at}»") for at in range(10, 300))]
    for written in ("Ключевск. сош", "детсад Росток", "В-сарыльская СОШ", "Ключевкая СОШ", "СОШ № 12"):
        assert find_bodies(written, many).keys == (find_bodies(written, few).keys or ("12",))


def test_a_list_of_heads_is_a_list_of_organisations() -> None:
    rows = (KEY[2], INNS[0], KEY[6], "директор"), (GARDEN[2], INNS[1], GARDEN[6], "и. о. заведующего")
    found = understood(book(Школы=sheet(("Организация", "ИНН", "ФИО", "Должность"), *rows)))
    assert [each.head.person.full_name for each in found.bodies if each.head] == [KEY[6], GARDEN[6]]
    beside = book(Школы=sheet(HEADING, KEY, GARDEN), Люди=sheet(STAFF_HEADING, PUPILS[0], PUPILS[2]))
    assert [len(each.staff) for each in understood(beside).bodies] == [1, 1], "workers of organisations that are listed"


@pytest.mark.parametrize("turned", [1, -1])
@pytest.mark.parametrize("with_list", [True, False], ids=["their list", "workers alone"])
def test_a_number_that_another_school_took_gives_it_nobody(turned: int, with_list: bool) -> None:
    true = NamedBody("3", KEY[2], KEY[1], INNS[0])
    thief = NamedBody("2", "МБОУ «Арская ООШ»", "МБОУ «Арская ООШ»", INNS[0])
    people = sheet(("ИНН организации", "ФИО", "Должность"), (INNS[0], "Пак Денис", "учитель"))
    made = book(**({ORGS: sheet(HEADING, KEY)} if with_list else {}), **{STAFF: people})
    found = understood(made, known=(thief, true)[::turned])
    assert [each.known for each in found.bodies if each.staff] == (["3"] if with_list else [])
    assert "2" not in {each.known for each in found.bodies}
    assert with_list or found.questions, "whose they are is asked"
