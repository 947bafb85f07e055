"""The clauses of an act, mark by mark and line by line; each text is small and has one thing that is hard."""
# ruff: noqa: E501  the texts stand as they are printed

from __future__ import annotations

import pytest

from sferum_docs.acts_reader.model import ActText, Line
from sferum_docs.acts_reader.reader import read_act
from sferum_docs.acts_reader.sources.texts import from_pasted

HEAD = """АДМИНИСТРАЦИЯ КЛЕНОВСКОГО РАЙОНА

ПОСТАНОВЛЕНИЕ

19.08.2025 № 418-па

О мерах безопасности

В соответствии с законом администрация
постановляет:

"""
SIGNED = """

Глава района                                      Д.А. Рябинин
"""

TREES: dict[str, tuple[str, list[str]]] = {
    "numbers of three levels": (
        "1. Отделу:\n1.1. Обеспечить:\n1.1.1. учёт;\n1.1.2. отчёт.\n1.2. Доложить.\n2. Опубликовать.",
        ["1|1.|Отделу:", "1.1|1.1.|Обеспечить:", "1.1.1|1.1.1.|учёт;", "1.1.2|1.1.2.|отчёт.", "1.2|1.2.|Доложить.",
         "2|2.|Опубликовать."],
    ),
    "glued marks": ("1.Утвердить.\n2.Школам:\n•вести;\n-«Учёт».", ["1|1.|Утвердить.", "2|2.|Школам:", "2/-1|•|вести;", "2/-2|-|«Учёт»."]),
    "a glued preposition is no zero": (
        "1.Доложить.\n2.О результатах сообщить.\n3.О школах:\n3.1.О садах.",
        ["1|1.|Доложить.", "2|2.|О результатах сообщить.", "3|3.|О школах:", "3.1|3.1.|О садах."],
    ),
    "no dot after the number": (
        "1. Отделу:\n1.1 Провести беседы.\n1.2 Подготовить отчёт.\n1.3 До 1 мая сдать его.\n2. Опубликовать.",
        ["1|1.|Отделу:", "1.1|1.1|Провести беседы.", "1.2|1.2|Подготовить отчёт.", "1.3|1.3|До 1 мая сдать его.",
         "2|2.|Опубликовать."],
    ),
    "letters, brackets and dashes": (
        "1. Школам:\nа) начать:\n– утром;\n– вечером;\nб) закончить.\n2. Садам:\n1) закрыть;\n2) открыть.",
        ["1|1.|Школам:", "1/а|а)|начать:", "1/а/-1|–|утром;", "1/а/-2|–|вечером;", "1/б|б)|закончить.", "2|2.|Садам:",
         "2/1|1)|закрыть;", "2/2|2)|открыть."],
    ),
    "brackets number the clauses": (
        "1) утвердить план;\n2) обязать школы:\n1. начать;\n2. закончить;\n3) опубликовать.",
        ["1|1)|утвердить план;", "2|2)|обязать школы:", "2/1|1.|начать;", "2/2|2.|закончить;", "3|3)|опубликовать."],
    ),
    "numbers counted anew below a lead-in": (
        "1. Школам:\n1. начать;\n2. закончить.\n2. Садам отчитаться.",
        ["1|1.|Школам:", "1/1|1.|начать;", "1/2|2.|закончить.", "2|2.|Садам отчитаться."],
    ),
    "what a scan spoils": (
        "1 . Ввести журнал.\n2. Школам:\n2.1 . учить;\n2.2. сдать;\n2.З. хранить.\n3. Садам.\n4. Всем.\n5. Секретарю.\nб. Контроль.",
        ["1|1 .|Ввести журнал.", "2|2.|Школам:", "2.1|2.1 .|учить;", "2.2|2.2.|сдать;", "2.3|2.З.|хранить.", "3|3.|Садам.",
         "4|4.|Всем.", "5|5.|Секретарю.", "6|б.|Контроль."],
    ),
    "a gap and a double": (
        "1. Отделу:\n1.1. а;\n1.3. б;\n1.3. в.\n3. Опубликовать.",
        ["1|1.|Отделу:", "1.1|1.1.|а;", "1.3|1.3.|б;", "1.3#2|1.3.|в.", "3|3.|Опубликовать."],
    ),
    "clauses without numbers": (
        "Утвердить план.\n\nШколам:\n- начать;\n- закончить.\n\nОпубликовать план.",
        ["-1||Утвердить план.", "-2||Школам:", "-2/-1|-|начать;", "-2/-2|-|закончить.", "-3||Опубликовать план."],
    ),
    "a list of plain lines": (
        "1. Создать комиссию:\nпредседатель – глава;\nсекретарь – методист.\n2. Комиссии начать.",
        ["1|1.|Создать комиссию:", "1/-1||председатель – глава;", "1/-2||секретарь – методист.", "2|2.|Комиссии начать."],
    ),
    "a list of persons without a mark at their ends": (
        "1. Назначить:\nИванову А.П. – завуча\nПетрова П.П. – завхоза\n2. Контроль возложить на Орлова О.О.",
        ["1|1.|Назначить:", "1/-1||Иванову А.П. – завуча", "1/-2||Петрова П.П. – завхоза",
         "2|2.|Контроль возложить на Орлова О.О."],
    ),
    "sections": (
        "I. Порядок\n1. Начать.\n2. Закончить.\nII. Деньги\n3. Оплатить.",
        ["i|I.|Порядок", "1|1.|Начать.", "2|2.|Закончить.", "ii|II.|Деньги", "3|3.|Оплатить."],
    ),
    "paragraphs of an order of old": (
        "§ 1\nНазначить ответственным Петрова П.П.\n§ 2\nЗавхозу:\nа) проверить;\nб) доложить.",
        ["1|§ 1|Назначить ответственным Петрова П.П.", "2|§ 2|Завхозу:", "2/а|а)|проверить;", "2/б|б)|доложить."],
    ),
    "what an amendment quotes": (
        "1. Внести изменения:\n1) пункт 3 изложить в следующей редакции:\n«3. Школам:\n3.1. открыть лагеря.»;\n2) пункт 5 исключить.\n2. Опубликовать.",
        ["1|1.|Внести изменения:", "1/1|1)|пункт 3 изложить в следующей редакции: «3. Школам: 3.1. открыть лагеря.»;",
         "1/2|2)|пункт 5 исключить.", "2|2.|Опубликовать."],
    ),
    "a text that lost its line breaks": (
        "1. Школам начать работу с первого сентября и закончить её в конце мая: 1.1. Провести беседы. 1.2. Доложить в п. 2. Отчёт сдать. 2. Опубликовать постановление.",
        ["1|1.|Школам начать работу с первого сентября и закончить её в конце мая:", "1.1|1.1.|Провести беседы.",
         "1.2|1.2.|Доложить в п. 2. Отчёт сдать.", "2|2.|Опубликовать постановление."],
    ),
    "a mark alone on its line": ("1.\nУтвердить план.\n2.\nОпубликовать.", ["1|1.|Утвердить план.", "2|2.|Опубликовать."]),
}  # fmt: skip


def tree(clauses: str) -> list[str]:
    """The clauses of an act with this text between the adopting word and the signature."""
    draft = read_act(from_pasted(HEAD + clauses + SIGNED))
    assert draft.signatory is not None, draft
    assert draft.signatory.name == "Д.А. Рябинин"
    return [f"{node.path}|{node.marker}|{node.text}" for node in draft.walk()]


@pytest.mark.parametrize(("clauses", "nodes"), TREES.values(), ids=TREES)
def test_the_clauses_stand_in_a_tree(clauses: str, nodes: list[str]) -> None:
    assert tree(clauses) == nodes


BROKEN = """1. Управлению образования обеспечить выполнение мероприятий в
сумме не более
{first} рублей в школах и детских садах.
2. Школам до конца года провести беседы с родителями и учениками
о правилах безопасного поведения на дорогах и в транспорте.
"""


@pytest.mark.parametrize(
    "first",
    ["12.5 млн", "1.1 млн", "29.05.26: 10", "7.30 до 8.30 и 15", "2.4.3648-20 и 10", "1995 г. 5", "3.2 Порядка и 10", "2. 5"],
)  # fmt: skip
def test_a_line_that_begins_with_a_date_a_sum_or_an_article_is_text(first: str) -> None:
    assert [node.split("|")[0] for node in tree(BROKEN.format(first=first))] == ["1", "2"]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("обеспечить сохранность имущества обра\N{SOFT HYPHEN}\nзовательных организаций", "имущества образовательных"),
        ("обеспечить предупреждение дорожно-\nтранспортного травматизма", "дорожно- транспортного"),
        ("обеспечить работу по п.\n3.2 Порядка", "по п. 3.2 Порядка"),
        (
            "обеспечить безопасную работу всех школ и детских садов в городе\n– центре области",
            "городе – центре области",
        ),
    ],
)
def test_broken_lines_are_joined_with_a_space_and_at_a_soft_hyphen_without_one(lines: str, text: str) -> None:
    first = "1. Управлению образования администрации района в первом полугодии\n"
    second = "2. Школам до конца года провести беседы с родителями и учениками\nо правилах безопасного поведения.\n"
    read = tree(f"{first}{lines}.\n{second}")
    assert [node.split("|")[0] for node in read] == ["1", "2"]
    assert text in read[0]


def test_page_numbers_and_stray_marks_stand_in_no_clause() -> None:
    assert tree("1. Школам начать\n2\nработу.\n~\n- 3 -\n2. Опубликовать.") == [
        "1|1.|Школам начать работу.",
        "2|2.|Опубликовать.",
    ]


def test_a_footnote_above_a_page_number_stands_in_no_clause() -> None:
    assert tree("1. Школам организаций1 начать работу.\n1 По списку комитета.\n- 2 -\n2. Опубликовать.") == [
        "1|1.|Школам организаций1 начать работу.", "2|2.|Опубликовать.",
    ]  # fmt: skip


def test_a_thousand_lists_in_lists_stand_no_deeper_than_an_act_may() -> None:
    assert len(tree("\n".join(["1. Школам:", *(["- начать:"] * 1000)]))) == 1001


def word(*lines: tuple[str, str, int | None]) -> list[str]:
    """The same of paragraphs of Word: the mark it counts, the text, the level."""
    head = [Line(0, text, whole=True) for text in HEAD.splitlines()]
    body = [Line(0, text, mark=mark, level=level, whole=True) for mark, text, level in lines]
    signed = [Line(0, text, whole=True) for text in SIGNED.splitlines()]
    numbered = [
        Line(at, one.text, one.mark, level=one.level, whole=True) for at, one in enumerate([*head, *body, *signed], 1)
    ]
    return [f"{node.path}|{node.marker}|{node.text}" for node in read_act(ActText(tuple(numbered), "docx")).walk()]


def test_words_own_marks_and_levels_are_believed() -> None:
    assert word(
        ("1.", "Утвердить:", 0), ("1.1.", "план;", 1), ("1.2.", "2026 год", 1), ("–", "печать:", 0), ("–", "цветную;", 1),
        ("–", "подпись.", 0), ("2.", "Опубликовать", 0),
    ) == [
        "1|1.|Утвердить:", "1.1|1.1.|план;", "1.2|1.2.|2026 год", "1.2/-1|–|печать:", "1.2/-1/-1|–|цветную;", "1.2/-2|–|подпись.",
        "2|2.|Опубликовать",
    ]  # fmt: skip


DOUBTED = [
    ("1. а.\n3. б.", "3", "number_gap"),
    ("1. а.\n1. б.", "1#2", "number_again"),
    ("1. Школам.\nНачать работу.\n2. б.", "1", "paragraph_joined"),
    ("1. Школам начать.\n- утром;\n- вечером.", "1/-1", "list_without_lead"),
    ("1. Школам:\n- начать:\n- утром;\n- закончить.", "1/-1/-1", "level_unsure"),
    ("1. Школам:\n- начать;\n- закончить.\nДоложить в отдел.\n2. б.", "1/-3", "mark_lost"),
    ("1. Создать штаб:\nИванов        - глава\nПетрова       - министр\n2. б.", "1/-1", "table_row"),
]


@pytest.mark.parametrize(("clauses", "path", "code"), DOUBTED)
def test_what_a_rule_was_not_sure_of_is_doubted_at_its_node(clauses: str, path: str, code: str) -> None:
    draft = read_act(from_pasted(HEAD + clauses + SIGNED))
    assert (path, code) in {(doubt.path, doubt.code) for doubt in draft.doubts}
