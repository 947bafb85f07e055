"""A source is read whole: blocks when it is right, every fault with its line when it is not."""

import pytest

from sferum_docs.house_templates.blocks import (
    Block,
    Column,
    Columns,
    Control,
    Line,
    Page,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from sferum_docs.house_templates.house import BY_NAME
from sferum_docs.house_templates.source import parse
from sferum_docs.reading.faults import FaultsError

TABLE = "Таблица: 10ц 155\n! № | ФИО\n"


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("Пункт: Слова.", [Paragraph(BY_NAME["Пункт"], "Слова.")]),
        ("Пункт [п_1_3]: Слова.", [Paragraph(BY_NAME["Пункт"], "Слова.", "п_1_3")]),
        ("Пункт: Слова\n  и ещё.", [Paragraph(BY_NAME["Пункт"], "Слова и ещё.")]),
        ("# заметка\n\nПункт: Слова: да.", [Paragraph(BY_NAME["Пункт"], "Слова: да.")]),
        ("{% if а %}\nПункт: {{ а|б }}\n{% endif %}", [
            Control("{% if а %}"), Paragraph(BY_NAME["Пункт"], "{{ а|б }}"), Control("{% endif %}"),
        ]),
        ("> голова", [Paragraph(BY_NAME["Вид документа"], "ПРИКАЗ")]),
        ("Подпись: Директор | {{ директор.фио|инициалы }}", [
            Line(BY_NAME["Подпись"], ("Директор", "{{ директор.фио|инициалы }}")),
        ]),
        ("Страница: альбомная\nПункт: Слова.", [Page(landscape=True), Paragraph(BY_NAME["Пункт"], "Слова.")]),
        ("Колонка: левая\nКолонка: правая\nГриф: Да\n  и нет\nКолонка: конец", [
            Columns((), (Paragraph(BY_NAME["Гриф"], "Да и нет"),)),
        ]),
        ("Страница: отдельная\nПункт: Да.", [Page(landscape=False, fresh=True), Paragraph(BY_NAME["Пункт"], "Да.")]),
        (TABLE + "{% for а in б %}\n| {{ а.в|г }} |\n{% endfor %}\n= Всего\n\nПункт: Слова.", [
            Table((Column(10, centred=True), Column(155)), (
                Row(RowKind.HEAD, ("№", "ФИО")),
                Row(RowKind.CONTROL, ("{% for а in б %}",)),
                Row(RowKind.BODY, ("{{ а.в|г }}", "")),
                Row(RowKind.CONTROL, ("{% endfor %}",)),
                Row(RowKind.WHOLE, ("Всего",)),
            )),
            Paragraph(BY_NAME["Пункт"], "Слова."),
        ]),
    ],
)  # fmt: skip
def test_a_right_source_becomes_blocks(source: str, blocks: list[Block]) -> None:
    assert list(parse(source, "D02.txt", {"голова": "Вид документа: ПРИКАЗ"})) == blocks


@pytest.mark.parametrize(
    ("source", "code", "place"),
    [
        ("", "empty", "D02.txt"),
        ("\nСлова без вида абзаца", "not_a_choice", "D02.txt, строка 2"),
        ("Пунктик: Слова.", "not_a_choice", "D02.txt, строка 1"),
        ("Пункт:", "empty", "D02.txt, строка 1"),
        ("Пункт [1.3]: Слова.", "not_a_choice", "D02.txt, строка 1"),
        ("Пункт []: Слова.", "not_a_choice", "D02.txt, строка 1"),
        ("Пункт [п_1]: Да.\nПункт [п_1]: Нет.", "duplicate_id", "D02.txt, строка 2"),
        ("> хвост", "not_a_choice", "D02.txt, строка 1"),
        ("> голова", "empty", "голова, строка 2"),
        ("Подпись: Директор", "row_too_short", "D02.txt, строка 1"),
        ("Подпись: Директор | И. О. Фамилия | 1", "row_too_long", "D02.txt, строка 1"),
        ("Страница: косая", "not_a_choice", "D02.txt, строка 1"),
        ("Колонка: правая", "not_a_choice", "D02.txt, строка 1"),
        ("Колонка: левая\nГриф: Да", "not_a_choice", "D02.txt, строка 1"),
        ("Колонка: левая\nКолонка: правая\nСтраница: альбомная\nКолонка: конец", "not_a_choice", "D02.txt, строка 1"),
        ("Таблица: 10 десять\n! а | б", "not_a_number", "D02.txt, строка 1"),
        ("Таблица: 10 150\n! а | б", "out_of_bounds", "D02.txt, строка 1, сумма ширин"),
        ("Страница: альбомная\n" + TABLE, "out_of_bounds", "D02.txt, строка 2, сумма ширин"),
        ("Таблица: 165", "not_a_choice", "D02.txt, строка 1"),
        (TABLE + "| один", "row_too_short", "D02.txt, строка 3"),
        (TABLE + "| а | б | в", "row_too_long", "D02.txt, строка 3"),
        (TABLE + "ещё", "not_a_choice", "D02.txt, строка 3"),
    ],
)
def test_a_fault_is_told_with_its_line(source: str, code: str, place: str) -> None:
    with pytest.raises(FaultsError) as caught:
        parse(source, "D02.txt", {"голова": "Вид документа: ПРИКАЗ\nПункт:"})
    assert (code, place) in [(fault.code, fault.place) for fault in caught.value.faults]


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(FaultsError) as caught:
        parse("Пунктик: а\nПункт:\nПодпись: б\n> в", "D02.txt")
    assert sorted(fault.place for fault in caught.value.faults) == [f"D02.txt, строка {line}" for line in (1, 2, 3, 4)]
    assert all(fault.message() for fault in caught.value.faults)
