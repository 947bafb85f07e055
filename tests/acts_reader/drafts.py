"""Drafts of made-up acts, built by hand as the reader would build them."""

from datetime import date
from typing import Any

from sferum_docs.acts_reader.model import ActDraft, ActText, Choice, Doubt, DraftNode, Line, Span
from sferum_docs.acts_reader.paths import with_paths
from sferum_docs.directives.model import Deadline, DeadlineKind, Demand, Officer

PRINTED = """\
АДМИНИСТРАЦИЯ ОЗЁРНОГО РАЙОНА
РАСПОРЯЖЕНИЕ
от 12 мая 2026 г. № 47-р
О ремонте школ
В целях подготовки зданий:
1. Директорам школ:
1.1. составить перечень работ
до 29 мая 2026 г.;
1.2. вывезти мусор; согласовать смету на сумму
12.5 млн рублей;
– проверить кровлю;
– закрыть чердаки.
2. Начальнику управления Ким О. П. обобщить сведения.
Глава района И. И. Озёрный
Приложение
Перечень работ
"""


def printed(text: str = PRINTED) -> ActText:
    """The lines of a text."""
    return ActText(tuple(Line(number, line) for number, line in enumerate(text.splitlines(), 1)), "pasted")


def node(marker: str, text: str, first: int, last: int = 0, *children: DraftNode, **more: Any) -> DraftNode:
    """A node with its decimal number taken from its mark."""
    number = marker.rstrip(".") if marker[:1].isdigit() and ")" not in marker else ""
    return DraftNode("", number, marker, text, Span(first, last or first), children=children, **more)


def repair() -> ActDraft:
    """The act printed above."""
    school: dict[str, Any] = {"addressee": "директора школ", "addressee_inherited": True}
    may = Deadline(DeadlineKind.DATE, "до 29 мая 2026 г.", date=date(2026, 5, 29))
    first = node(
        "1.",
        "Директорам школ:",
        6,
        0,
        node("1.1.", "составить перечень работ до 29 мая 2026 г.;", 7, 8, deadline=may, **school),
        node(
            "1.2.",
            "вывезти мусор; согласовать смету на сумму 12.5 млн рублей;",
            9,
            10,
            node("–", "проверить кровлю;", 11, **school),
            node("–", "закрыть чердаки.", 12, **school),
            **school,
        ),
        addressee="директора школ",
        addressee_raw="Директорам школ",
        demand=Demand.GROUP,
    )
    second = node(
        "2.",
        "Начальнику управления Ким О. П. обобщить сведения.",
        13,
        addressee="начальник управления Ким О. П.",
        addressee_raw="Начальнику управления Ким О. П.",
        for_school=False,
    )
    return ActDraft(
        "РАСПОРЯЖЕНИЕ",
        "47-р",
        date(2026, 5, 12),
        "О ремонте школ",
        "Администрация Озёрного района",
        signatory=Officer("Глава района", "И. И. Озёрный"),
        preamble=Span(5, 5),
        annexes_at=Span(15, 16),
        nodes=with_paths((first, second)),
    )


def doubt(path: str, field: str, weight: int = 5, *choices: Choice, code: str = "unsure") -> Doubt:
    """A doubt whose sentence nobody asks for."""
    return Doubt(path, field, code, {}, weight, choices)
