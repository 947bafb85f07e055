"""The lines that an act gives to the sources of its documents: a row a clause, a paragraph an appointment.

They are written out when the pack is made: each clause has its own row and its own bookmark, which a person can
change in Word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.directives.bookmarks import bookmark_name
from sferum_docs.directives.model import DeadlineKind, Demand
from sferum_docs.documents.of_act.officers import appointed_to
from sferum_docs.documents.of_act.questions import ANY_TIME, WHY_LATE, charge_keys, day_keys
from sferum_docs.documents.of_act.rows import how_often, of_that_act

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sferum_docs.directives.model import Clause, Directive
    from sferum_docs.documents.of_act.officers import Officer
    from sferum_docs.documents.of_act.rows import ActRow

_SIGNS = {"{": '{{ "{" }}', "}": '{{ "}" }}', "|": '{{ "|" }}'}
_MISSED = '{{% if "{0}" in пропущенные_пункты %}}{1}{{% endif %}}'
_BY_ITS_WORDS = {*DeadlineKind} - {DeadlineKind.NONE, DeadlineKind.DATE}
_WHEN_FREE = f"{{% if документ.{ANY_TIME} %}}{{{{ документ.{ANY_TIME}|дата }}}}{{% else %}}—{{% endif %}}"
_FIRST_OF_PLAN = 5  # before them stand the measures that every act wants


def literal(words: str) -> str:
    """Words of an act that a template prints as they are, whatever signs stand in them.

    >>> literal("а | б")
    'а {{ "|" }} б'
    """
    return "".join(_SIGNS.get(sign, sign) for sign in words)


@dataclass(frozen=True)
class _Asked:
    """Which questions of the order a row prints the answers to."""

    days: Mapping[str, str]
    charges: Mapping[str, str]
    appointing: frozenset[str]
    done: frozenset[str]  # what the order about officers carries out: on its own day


def act_parts(directive: Directive, rows: Sequence[ActRow], officers: Sequence[Officer]) -> dict[str, str]:
    """Name → lines of each part, as sources name them."""
    appointing = frozenset(item.clause for item in officers)
    done = appointed_to(officers)
    asked = _Asked(day_keys(rows, done), charge_keys(rows, appointing), appointing, done)
    return {
        "строки распределения": "\n".join(_assignments(rows, asked)),
        "строки плана": "\n".join(_measures(rows, asked)),
        "пропущенные сроки": "\n".join(_missed(rows)),
        "назначения по пунктам": "\n".join(_appointments(directive, officers)),
    }


def _assignments(rows: Sequence[ActRow], asked: _Asked) -> Iterator[str]:
    """№, clause, its words, the act's deadline, the order's, who answers, a place for a mark."""
    for number, row in enumerate(rows, start=1):
        yield from map(_heading, row.above)
        of_act = literal(how_often(row.deadline.raw)) or "—"
        if row.due is not None and row.last_day:
            of_act += _MISSED.format(row.due.path, " (пропущен)")
        cells = (str(number), _number(row.clause), literal(row.clause.text), of_act, _order_day(row, asked))
        yield f"| {' | '.join(cells)} | {_who(row, asked)} |"


def _measures(rows: Sequence[ActRow], asked: _Asked) -> Iterator[str]:
    """№, what to do, clause, by when, who, a place for a mark."""
    for number, row in enumerate(rows, start=_FIRST_OF_PLAN):
        yield from map(_heading, row.above)
        order = row.clause.path in asked.appointing and not row.clause.text.casefold().startswith("издать")
        words = f"{'Издать приказ: ' if order else ''}{literal(row.clause.text)}"
        yield f"| {number} | {words} | {_number(row.clause)} | {_order_day(row, asked)} | {_who(row, asked)} |"


def _heading(clause: Clause) -> str:
    return f"= {_number(clause)}. {literal(clause.text)}"


def _number(clause: Clause) -> str:
    return literal(clause.words.printed(clause.path, clause.number))


def _who(row: ActRow, asked: _Asked) -> str:
    """The post and the name of who is charged: the head with appointing, else as the order is asked."""
    if row.clause.path in asked.appointing:
        return "{{ директор.должность|с_прописной }} {{ директор.фио|инициалы_после }}"
    key = asked.charges.get(row.clause.path)
    if key:
        return f"{{{{ документ.{key}_должность|с_прописной }}}} {{{{ документ.{key}|инициалы_после }}}}"
    return "{{ ответственный.должность|с_прописной }} {{ ответственный.фио|инициалы_после }}"


def _order_day(row: ActRow, asked: _Asked) -> str:
    """By when the order wants it: a day of its own, the act's words where they name no day."""
    if row.clause.path in asked.done:
        return "{{ документ.дата|дата }}"
    if row.clause.path in asked.days:
        return f"{{{{ документ.{asked.days[row.clause.path]}|дата }}}}"
    if row.due is not None and row.last_day and row.deadline.kind is not DeadlineKind.RANGE:
        late = f'"{row.due.path}" in пропущенные_пункты'
        return f"{{% if {late} %}}{_WHEN_FREE}{{% else %}}{row.last_day:%d.%m.%Y}{{% endif %}}"
    if row.deadline.kind in _BY_ITS_WORDS:
        return literal(how_often(of_that_act(row.deadline.raw)))
    if row.clause.demand is Demand.RULE:
        return "постоянно"
    return _WHEN_FREE


def _missed(rows: Iterable[ActRow]) -> Iterator[str]:
    """A paragraph on the deadlines that had passed before the order; none where the act names no day."""
    told = {row.due.path: (row.due, row.last_day) for row in rows if row.due is not None and row.last_day}
    if not told:
        return
    items = (
        _MISSED.format(path, f"{literal(clause.label)} — {day:%d.%m.%Y}; ") for path, (clause, day) in told.items()
    )
    yield "{% if пропущенные_пункты|length > 0 %}"
    yield (
        "Пункт: Отметить, что ко дню издания настоящего приказа прошли сроки, установленные "
        f"{{{{ акт.указанный|творительный }}}}: "
        f"{''.join(items)}причина: {{% if документ.{WHY_LATE} %}}{{{{ документ.{WHY_LATE} }}}}{{% else %}}"
        "______________{% endif %}."
    )
    yield "{% endif %}"


def _appointments(directive: Directive, officers: Iterable[Officer]) -> Iterator[str]:
    """A paragraph for each officer, with the bookmark of the clause that wants them."""
    count: dict[str, int] = {}
    for item in officers:
        count[item.clause] = repeat = count.get(item.clause, 0) + 1
        cited = literal(directive.by_path[item.clause].label)
        name = f" [{bookmark_name(item.clause, repeat)}]" if item.carries_out else ""
        named = f"{{{{ {item.tag}.фио|винительный }}}}, {{{{ {item.tag}.должность|винительный|со_строчной }}}},"
        if item.charge:
            charge = literal(item.charge)
            word = f"{{% if {item.tag}.женщина %}}ответственной{{% else %}}ответственным{{% endif %}}"
            own, other = f"Обязанности ответственного {charge}", f"Назначить {named} {word} {charge}"
        else:
            own = f"Обязанности {literal(item.of_whom)}"
            other = f"Возложить на {named} обязанности {literal(item.of_whom)}"
        of_act = f"({cited} {{{{ акт.вид|родительный }}}})"
        yield (
            f"Пункт{name}: {{% if руководитель_{item.tag} %}}{own} {of_act} оставляю за собой"
            f"{{% else %}}{other} {of_act}{{% endif %}}."
        )
