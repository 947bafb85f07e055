"""What is to be done now, told from what is kept: a pure function and a table of the kinds of actions."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sferum_docs.grammar.numbers import counted
from sferum_docs.services.clauses.deadlines import nearest_ahead
from sferum_docs.services.indicators.duties import NO_DUTIES
from sferum_docs.services.indicators.reminders import spoken
from sferum_docs.services.today.papers import NO_PAPERS, Papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sferum_docs.indicators.duty.weeks_due import WeekDue
    from sferum_docs.services.clauses.deadlines import DeadlineItem
    from sferum_docs.services.indicators.duties import WeekDuties
    from sferum_docs.services.people.waiting import WaitingPerson

SHOWN = 5  # lines of the list; what comes after them is folded
_DATED = 2  # of them, what is only a day to come
_NAMED = 2  # roles and gaps that a sentence names
_SEVERAL = {"датой": "датами с"}  # what is said of documents whose dates differ: the earliest follows
_SOME = range(2, 5)  # «двух человек», but «двадцать два человека»


@dataclass(frozen=True, slots=True)
class ActFacts:
    """What is kept of an act in work; not `sound`: its pack has gone or has faults."""

    pack: str
    title: str
    sound: bool = True
    made: bool = False
    drafts: Papers = NO_PAPERS  # neither signed nor sent to be signed
    sent: Papers = NO_PAPERS
    returned: Papers = NO_PAPERS
    unmarked: Papers = NO_PAPERS  # those that no register takes and nobody has printed yet
    outdated: Papers = NO_PAPERS
    replaceable: Papers = NO_PAPERS  # registered ones that would say other things now
    lacking: tuple[str, ...] = ()
    unconfirmed: int = 0  # clauses whose order is signed and known to all, and that nothing confirms
    asked_again: int = 0  # questions of the checklist whose answers lost their ground
    proposed: int = 0  # answers that what is kept speaks for
    acquaint_by: date | None = None  # the day by which somebody must know an order and does not
    older: str = ""  # the act that it took the place of
    older_orders: int = 0  # orders of that act which are in force and which no draft ends
    weeks: WeekDuties = NO_DUTIES  # of its indicators
    office: str = ""  # that gave it to the school
    offers: int = 0  # templates that an office proposes and nobody has answered


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What is kept of a school. `unsigned` counts people, `unproven` entries without a scan.

    `dues` are the deadlines of all its acts and chats, the earliest first.
    """

    acts: tuple[ActFacts, ...] = ()
    staff: int = 0
    unheld: tuple[str, ...] = ()  # roles that have to be held
    unsigned: int = 0
    unproven: int = 0
    held_passed: int = 0
    unanswered: int = 0  # letters that a server refused or may not have got
    number_first: bool = False
    dues: tuple[DeadlineItem, ...] = ()
    leaving: tuple[WaitingPerson, ...] = ()
    came: tuple[WaitingPerson, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule has found to be done; `day` is said by the words `by`."""

    values: Mapping[str, object] = field(default_factory=dict)
    act: str = ""
    day: date | None = None
    by: str = "до"
    due: DeadlineItem | None = None  # it leads to where this deadline is set
    week: date | None = None  # the Monday of the week that its page shows
    change: int | None = None  # of somebody who leaves or came


@dataclass(frozen=True, slots=True)
class NextAction:
    """One line: verb and object, the day, the page; `page` is empty where the deadline itself leads to one."""

    kind: str
    words: str
    page: str
    found: Found


@dataclass(frozen=True, slots=True)
class TodayList:
    """What to do now, the most pressing first; apart from it what was missed, and the next day to come."""

    now: tuple[NextAction, ...] = ()
    more: tuple[NextAction, ...] = ()
    missed: tuple[DeadlineItem, ...] = ()
    ahead: DeadlineItem | None = None


def today_list(facts: SchoolFacts, roles: Sequence[str], today: date) -> TodayList:
    """The list for whoever holds these roles, what belongs to the first of them first."""
    actions = tuple(_actions(facts, roles, today))
    return TodayList(actions[:SHOWN], actions[SHOWN:], _missed(facts, today), nearest_ahead(facts.dues, today))


def _missed(facts: SchoolFacts, today: date) -> tuple[DeadlineItem, ...]:
    """What an act itself demands stands before what the school set itself."""
    found = (due for due in facts.dues if due.day < today and not due.done and not due.period)
    return tuple(sorted(found, key=lambda due: not due.clause))


def _actions(facts: SchoolFacts, roles: Sequence[str], today: date) -> Iterator[NextAction]:
    told: set[str] = set()
    for role in roles:
        for kind in kinds()["order"].get(role, ()):
            if kind in told:
                continue
            told.add(kind)
            row = kinds()[kind]
            words = {**row, **(row.get("number_first", {}) if facts.number_first else {})}[role]
            for found in RULES[kind](facts, today):
                yield NextAction(kind, words.format_map(found.values), row.get("page", ""), found)


@cache
def kinds() -> dict[str, Any]:
    """Kind → its row; «order» → role → kinds."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _gone(facts: SchoolFacts, _today: date) -> Iterator[Found]:
    yield from (Found({"title": act.title}) for act in facts.acts if not act.sound)


def _no_act(facts: SchoolFacts, _today: date) -> Iterator[Found]:
    yield from () if facts.acts else (Found(),)


def _no_staff(facts: SchoolFacts, _today: date) -> Iterator[Found]:
    yield from () if facts.staff else (Found(),)


def _unheld(facts: SchoolFacts, _today: date) -> Iterator[Found]:
    if facts.staff and facts.unheld:
        yield Found({"roles": _few(facts.unheld)})


def _not_made(facts: SchoolFacts, _today: date) -> Iterator[Found]:
    yield from (Found(act=act.pack) for act in _unmade(facts) if not act.office)


def _given(facts: SchoolFacts, _today: date) -> Iterator[Found]:
    yield from (Found({"title": act.title, "office": act.office}, act.pack) for act in _unmade(facts) if act.office)


def _unmade(facts: SchoolFacts) -> list[ActFacts]:
    return [act for act in facts.acts if act.sound and not act.made]


def _lacking(facts: SchoolFacts, _today: date) -> Iterator[Found]:
    """What is missing before anything is made is asked for on the way to it."""
    yield from (Found({"lacking": _few(act.lacking)}, act.pack) for act in facts.acts if act.made and act.lacking)


def _unconfirmed(facts: SchoolFacts, _today: date) -> Iterator[Found]:
    for act in facts.acts:
        if act.unconfirmed:
            yield Found({"clauses": counted(act.unconfirmed, "пункт")}, act.pack)


def _older_orders(facts: SchoolFacts, _today: date) -> Iterator[Found]:
    """What takes their place is made first."""
    yield from (Found({"count": act.older_orders}, act.older) for act in facts.acts if act.made and act.older_orders)


def _acquaint(facts: SchoolFacts, _today: date) -> Iterator[Found]:
    if facts.unsigned:
        days = [act.acquaint_by for act in facts.acts if act.acquaint_by is not None]
        yield Found({"people": people(facts.unsigned)}, day=min(days, default=None))


def _some(of: Callable[[SchoolFacts], int], name: str, noun: str) -> Callable[[SchoolFacts, date], Iterator[Found]]:
    """The rule of things counted over the school."""
    return lambda facts, _today: (Found({name: counted(number, noun)}) for number in (of(facts),) if number)


def _people(of: Callable[[SchoolFacts], tuple[WaitingPerson, ...]]) -> Callable[[SchoolFacts, date], Iterator[Found]]:
    """The rule of people who leave or came, each with a page of their own."""
    return lambda facts, _today: (
        Found({"what": item.words}, day=item.day, by="к", change=item.change) for item in of(facts)
    )


def _held(facts: SchoolFacts, _today: date) -> Iterator[Found]:
    if facts.held_passed:
        yield Found({"count": facts.held_passed})


def _due(facts: SchoolFacts, today: date) -> Iterator[Found]:
    coming = [due for due in facts.dues if due.day >= today and not due.done and not due.period]
    for due in coming[:_DATED]:
        yield Found({"what": due.what}, due.pack, due.day, due=due)


def _weeks(of: Callable[[WeekDuties], tuple[WeekDue, ...]]) -> Callable[[SchoolFacts, date], Iterator[Found]]:
    """The rule of weeks of indicators that wait for the same: several in one line, the earliest is shown first."""

    def rule(facts: SchoolFacts, _today: date) -> Iterator[Found]:
        for act in facts.acts:
            if weeks := of(act.weeks):
                day = weeks[0].day if len(weeks) == 1 else None
                yield Found({"weeks": spoken(weeks)}, act.pack, day, week=weeks[0].week)

    return rule


def _papers(of: Callable[[ActFacts], Papers], by: str = "") -> Callable[[SchoolFacts, date], Iterator[Found]]:
    """The rule of documents that wait for the same, over all acts: they are dealt with on one page."""

    def rule(facts: SchoolFacts, _today: date) -> Iterator[Found]:
        papers = sum(map(of, facts.acts), NO_PAPERS)
        if papers.count:
            words = _SEVERAL.get(by, by) if papers.last else by
            yield Found({"papers": papers}, day=papers.day if by else None, by=words)

    return rule


def _counted(of: Callable[[ActFacts], int]) -> Callable[[SchoolFacts, date], Iterator[Found]]:
    """The rule of things counted act by act, each dealt with on a page of its act."""

    def rule(facts: SchoolFacts, _today: date) -> Iterator[Found]:
        yield from (Found({"count": number}, act.pack) for act in facts.acts if (number := of(act)))

    return rule


RULES: Mapping[str, Callable[[SchoolFacts, date], Iterator[Found]]] = {
    "act_gone": _gone,
    "act_choice": _no_act,
    "staff": _no_staff,
    "roles": _unheld,
    "given": _given,
    "offers": _counted(lambda act: act.offers),
    "packet": _not_made,
    "returned": _papers(lambda act: act.returned),
    "outdated": _papers(lambda act: act.outdated),
    "leaving": _people(lambda facts: facts.leaving),
    "came": _people(lambda facts: facts.came),
    "replace": _papers(lambda act: act.replaceable),
    "older_orders": _older_orders,
    "sign": _papers(lambda act: act.drafts, "датой"),
    "register": _papers(lambda act: act.sent, "датой"),
    "acquaint": _acquaint,
    "papers": _papers(lambda act: act.unmarked),
    "scan": _some(lambda facts: facts.unproven, "entries", "запись"),
    "held": _held,
    "letters": _some(lambda facts: facts.unanswered, "letters", "письмо"),
    "figures": _weeks(lambda weeks: weeks.without_data),
    "conclusion": _weeks(lambda weeks: weeks.without_conclusion),
    "measure": _weeks(lambda weeks: weeks.without_measure),
    "due": _due,
    "confirm": _unconfirmed,
    "asked_again": _counted(lambda act: act.asked_again),
    "proposed": _counted(lambda act: act.proposed),
    "lacking": _lacking,
}


def people(number: int) -> str:
    r"""So many people in the accusative.

    >>> people(1), people(3), people(33), people(35)
    ('1\xa0человека', '3\xa0человек', '33\xa0человека', '35\xa0человек')
    """
    if number in _SOME:
        return f"{number}\N{NO-BREAK SPACE}человек"
    return counted(number, "человек") + ("а" if number % 10 == 1 and number % 100 != 11 else "")  # noqa: PLR2004


def _few(names: Iterable[str]) -> str:
    """The first of them, and how many more."""
    named = tuple(names)
    more = f" и ещё {len(named) - _NAMED}" if len(named) > _NAMED else ""
    return f"{', '.join(named[:_NAMED])}{more}"
