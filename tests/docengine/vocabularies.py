"""The vocabulary the tests of the engine speak, and data for it."""

from typing import Any

from sferum_docs.docengine import Field, Filter, Kind, Vocabulary


def dative(value: object) -> str:
    """Put a mark where grammar would put a case."""
    return f"{value}+дт"


def counted(number: int, word: str) -> str:
    """Count things."""
    return f"{number} {word}"


VOCABULARY = Vocabulary(
    fields=(
        Field("школа", Kind.RECORD, fields=(Field("имя", Kind.TEXT), Field("город", Kind.TEXT))),
        Field("директор", Kind.RECORD, fields=(Field("фио", Kind.WORDS), Field("пост", Kind.WORDS))),
        Field(
            "сотрудники",
            Kind.LIST,
            fields=(
                Field("фио", Kind.WORDS),
                Field("пост", Kind.WORDS),
                Field("классы", Kind.LIST, fields=(Field("", Kind.TEXT),)),
            ),
        ),
        Field("да", Kind.FLAG),
        Field("нет", Kind.FLAG),
        Field("число", Kind.NUMBER),
        Field("вид", Kind.TEXT),
        Field("дата", Kind.DATE),
    ),
    filters=(
        Filter("дательный", dative, frozenset({Kind.WORDS}), Kind.WORDS),
        Filter("слово", counted, frozenset({Kind.NUMBER}), arguments=(str,)),
    ),
)

DATA: dict[str, Any] = {
    "школа": {"имя": "СОШ № 1", "город": "Дербент"},
    "директор": {"фио": "Иванов И. И.", "пост": "директор"},
    "сотрудники": [
        {"фио": "Омарова", "пост": "учитель", "классы": ["1а"]},
        {"фио": "Петров", "пост": "методист", "классы": []},
    ],
    "да": True,
    "нет": False,
    "число": 5,
    "вид": "класс",
    "дата": None,
}
