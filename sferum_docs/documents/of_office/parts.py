"""The lines that an act gives to the sources of an office's documents: a column a clause, a column an indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.directives.bookmarks import bookmark_name
from sferum_docs.documents.of_act.parts import literal
from sferum_docs.documents.of_act.rows import cited, how_often, of_that_act
from sferum_docs.documents.of_office.clauses import own_clauses, told_text, watched, whole_label
from sferum_docs.documents.tags.district.bodies import MOST_COLUMNS
from sferum_docs.house_templates.house import LANDSCAPE
from sferum_docs.reading.typography import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.directives.model import Directive
    from sferum_docs.documents.of_act.rows import ActRow

_NUMBER, _PLACE, _NAME = 8, 14, 46  # millimetres; a name may be wider
_MOST_CLAUSES, _MOST_INDICATORS = 10, 9  # columns of one table
_WIDEST = 30
_LEVEL = 10  # letters of a caption that fit the narrowest column
_ALL = "все организации"
_WHO = (
    "{% if есть_специалист %}{{ специалист.должность|с_прописной }} {{ специалист.фио|инициалы_после }}{% else %}"
    "{{ директор.должность|с_прописной }} {{ директор.фио|инициалы_после }}{% endif %}"
)
_OF_BODIES = ("{% for организация in организации_района %}", "{% endfor %}")


def office_parts(turned: Directive, directive: Directive, indicators: Sequence[Indicator]) -> dict[str, str]:
    """Name → lines of each part; `turned` is the act as the office has it, `directive` as the bodies do."""
    rows = watched(directive)
    return {
        "основание контроля": "\n".join(_grounds(turned)),
        "строки контроля": "\n".join(_measures(rows, indicators)),
        "таблица матрицы": "\n".join(_matrix(rows)),
        "таблица показателей": "\n".join(_figures(indicators)),
        "показатели справки": "\n".join(_told_figures(indicators)),
    }


def _grounds(turned: Directive) -> Iterator[str]:
    """A paragraph for each clause that the office carries out, with its bookmark; one without when there is none."""
    for clause in own_clauses(turned):
        yield (
            f"Текст документа [{bookmark_name(clause.path)}]: Во исполнение {literal(whole_label(clause, turned))} "
            f"{{акта_полностью}} {{{{ школа.краткое }}}} исполняет поручение {literal(quoted(told_text(clause.text)))}."
        )
    if not own_clauses(turned):
        yield "Текст документа: {{ школа.краткое }} контролирует исполнение {акта_полностью}."


def _measures(rows: Sequence[ActRow], indicators: Sequence[Indicator]) -> Iterator[str]:
    """Rows of the plan, numbered through."""
    number = 0

    def row(what: str, when: str, outcome: str) -> str:
        nonlocal number
        number += 1
        return f"| {number} | {what} | {_ALL} | {when} | {_WHO} | {outcome}"

    yield "= Организация контроля"
    yield row(
        "Собрать сведения об ответственных и о приказах организаций",
        "{{ документ.срок_приказов|дата }}",
        "матрица исполнения",
    )
    yield row(
        "Напомнить организациям, которые приказы не издали", "после проверки, при недостатках", "письма-напоминания"
    )
    yield "= Исполнение пунктов"
    for each in rows:
        yield row(
            f"{literal(cited(each.clause))}: {literal(told_text(each.clause.text))}", _when(each), "матрица исполнения"
        )
    if indicators:
        yield "= Показатели"
        yield row("Свести показатели организаций за неделю, сравнить с прошлой", "еженедельно", "сводный отчёт")
        yield row("Выяснить причины снижения, предложить меры", "при снижении", "письма-напоминания")
    yield "= Итоги"
    yield row("Составить справку по итогам контроля", "{{ документ.срок_справки|дата }}", "справка")


def _when(row: ActRow) -> str:
    if row.last_day:
        return f"{row.last_day:%d.%m.%Y}"
    words = how_often(of_that_act(row.deadline.raw))
    return literal(words) or "с {{ документ.контроль_с|дата }} по {{ документ.контроль_по|дата }}"


def _matrix(rows: Sequence[ActRow]) -> Iterator[str]:
    """The table of the clauses, one after another of so many columns as fit the sheet."""
    captions = [_caption(literal(cited(row.clause))) for row in rows[:MOST_COLUMNS]]
    for first, some in _pieces(captions, _MOST_CLAUSES):
        columns = [(caption, f"пункт_{place}") for place, caption in enumerate(some, first)]
        yield from _table(columns, "Исполнили", ranked=False)
    if len(rows) > MOST_COLUMNS:
        yield (
            f"Текст документа: Показаны первые {MOST_COLUMNS} из {len(rows)} пунктов, остальные — в сведениях по "
            "организациям на странице матрицы."
        )


def _caption(label: str) -> str:
    """A long one stands upright."""
    return f"^ {label}" if len(label) > _LEVEL else label


def _figures(indicators: Sequence[Indicator]) -> Iterator[str]:
    """The table of the indicators: with places where they are asked for, else without."""
    captions = [f"^ {literal(item.label)}" for item in indicators[:MOST_COLUMNS]]
    for first, some in _pieces(captions, _MOST_INDICATORS):
        columns = [(caption, f"показатель_{place}") for place, caption in enumerate(some, first)]
        yield "{% if район.рейтинг %}"
        yield from _table(columns, "Всего", ranked=True)
        yield "{% else %}"
        yield from _table(columns, "Всего", ranked=False)
        yield "{% endif %}"


def _pieces(captions: Sequence[str], most: int) -> Iterator[tuple[int, Sequence[str]]]:
    """The columns in tables of about as many each, with the number of the first."""
    if not captions:
        return
    tables = -(-len(captions) // most)
    size = -(-len(captions) // tables)
    for start in range(0, len(captions), size):
        yield start + 1, captions[start : start + size]


def _table(columns: Sequence[tuple[str, str]], total: str, *, ranked: bool) -> Iterator[str]:
    place = _PLACE if ranked else 0
    width = min(_WIDEST, (LANDSCAPE.text - _NUMBER - place - _NAME) // len(columns))
    name = LANDSCAPE.text - _NUMBER - place - width * len(columns)
    widths = [f"{_NUMBER}ц", f"{name}", *[f"{width}ц"] * len(columns), *([f"{place}ц"] if ranked else [])]
    yield f"Таблица мелкая: {' '.join(widths)}"
    yield f"! № | Организация | {' | '.join(caption for caption, _tag in columns)}{' | Место' if ranked else ''}"
    yield _OF_BODIES[0]
    cells = [f"{{{{ организация.{tag} }}}}" for _caption, tag in columns]
    cells += ["{{ организация.место }}"] if ranked else []
    yield f"| {{{{ loop.index }}}} | {{{{ организация.название }}}} | {' | '.join(cells)}"
    yield _OF_BODIES[1]
    sums = [f"{{{{ итог_района.{tag} }}}}" for _caption, tag in columns] + (["—"] if ranked else [])
    yield f"| — | {total} | {' | '.join(sums)}"
    yield ""


def _told_figures(indicators: Sequence[Indicator]) -> Iterator[str]:
    """What a note says of the figures of a week; nothing where the act counts nothing."""
    if not indicators:
        return
    yield "{% if район.есть_показатели %}"
    yield "Раздел: Показатели за неделю с {{ район.с|дата }} по {{ район.по|дата }}"
    yield "Таблица мелкая: 10ц 105 50ц"
    yield "! № | Показатель | По всем организациям: {в_ячейке}"
    for place, item in enumerate(indicators[:MOST_COLUMNS], 1):
        yield f"| {place} | {literal(item.name)} | {{{{ итог_района.показатель_{place} }}}}"
    yield ""
    yield (
        "Текст документа: {% if район.не_представили %}{{ район.не_представили|с_прописной }}.{% else %}Данные за "
        "неделю представили все организации.{% endif %}"
    )
    yield "{% for строка in снизившиеся_показатели %}"
    yield "Текст документа: Снизился показатель {{ строка }}."
    yield "{% endfor %}"
    yield "{% endif %}"
