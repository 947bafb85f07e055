"""Tags of the directive, and the rows of its checklist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.directives.legal_acts import Trust
from sferum_docs.docengine import Kind
from sferum_docs.documents.requests.checklist import Reply, asked_questions
from sferum_docs.documents.requests.proposals import is_late
from sferum_docs.documents.tags.declaration import Group, Rows, Tag
from sferum_docs.documents.tags.people import full_name
from sferum_docs.grammar.values import Noun, Organisation
from sferum_docs.packs.roles import HEAD
from sferum_docs.reading.typography import mended

if TYPE_CHECKING:
    from sferum_docs.directives.model import Clause, Directive
    from sferum_docs.documents.requests.checklist import CheckAnswer
    from sferum_docs.documents.requests.situation import Situation

_OF_ACT: tuple[Tag[Directive], ...] = (
    Tag("вид", Kind.WORDS, "как называется акт", lambda act: Noun(act.words.kind.forms)),
    Tag("указанный", Kind.WORDS, "то же со словом «указанный»", lambda act: Noun(act.words.kind.said.forms)),
    Tag("этот", Kind.WORDS, "то же со словом «этот»", lambda act: Noun(act.words.kind.this.forms)),
    Tag("вид_рд", Kind.TEXT, "вид в родительном падеже", lambda act: act.words.kind.genitive),
    Tag("издан", Kind.FLAG, "издан ли органом власти, а не список требований", lambda act: act.is_act),
    Tag("номер", Kind.TEXT, "номер", lambda act: act.number),
    Tag("дата", Kind.DATE, "дата", lambda act: act.date),
    Tag("название", Kind.TEXT, "название без внешних кавычек", lambda act: act.title),
    Tag("издатель", Kind.WORDS, "кто издал, полностью", lambda act: Organisation(act.issuer)),
    Tag("издатель_кратко", Kind.WORDS, "кто издал, кратко", lambda act: Organisation(act.issuer_short)),
)
ACT: Group[Directive] = Group("акт", "Акт", lambda situation: situation.pack.directive, _OF_ACT)
# the name of the record in the templates of the first pack; both are known in every pack
RESOLUTION: Group[Directive] = Group(
    "постановление", "Постановление", lambda situation: situation.pack.directive, _OF_ACT
)


MISSED: Tag[Situation] = Tag(
    "пропущенные_пункты",
    Kind.LIST,
    "пункты, срок которых прошёл до даты приказа",
    lambda situation: [
        clause.path
        for clause in situation.pack.directive.walk()
        if clause.for_school and is_late(situation.pack, clause.path, situation.order_date)
    ],
)


def unusual_names(situation: Situation) -> frozenset[str]:
    """The names that the dictionary leaves out: of the two of the act it shows the one that fits its kind."""
    fits = situation.pack.directive.words.kind.nominative == RESOLUTION.name
    return frozenset({ACT.name if fits else RESOLUTION.name})


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A row of the checklist."""

    clause: str
    text: str
    question: str
    documents: str
    answer: CheckAnswer | None
    responsible: str
    acts: str = ""


def checklist(situation: Situation) -> tuple[CheckRow, ...]:
    """The questions that this school has to answer; the text of a clause stands at its first question only."""
    rows: list[CheckRow] = []
    shown = ""
    given = {answer.key: answer for answer in situation.checks}
    for item in asked_questions(situation.pack, situation.school):
        clause = situation.pack.directive.by_path[item.clause]
        titles = [situation.pack.by_id[name].title for name in item.documents if name in situation.pack.by_id]
        text = "" if item.clause == shown else mended(clause.text)
        of_above = bool(clause.indicator)  # a figure is told under the number of its clause
        number = clause.number or (item.clause.partition("/")[0] if of_above else clause.words.printed(item.clause))
        answer = given.get((item.clause, item.question))
        duty = _duty(situation, item.clause) if answer else ""
        rows.append(CheckRow(number, text, item.question, "; ".join(titles), answer, duty, _founded(situation, clause)))
        shown = item.clause
    return tuple(rows)


def _duty(situation: Situation, path: str) -> str:
    """Who sees to a clause, as the pack says: short names."""
    roles = situation.pack.duties.get(path) or situation.pack.duties.get(path.rpartition("/")[0], ())
    head = situation.school.head.person if situation.school.head else None
    people = (head if role == HEAD else situation.responsible(role) for role in roles)
    return ", ".join(dict.fromkeys(full_name(person).initials(after=True) for person in people if person is not None))


_KNOWN = {Trust.OFFICIAL: "сверено", Trust.SECONDARY: "по источнику", Trust.UNCONFIRMED: "не подтверждено"}


def _founded(situation: Situation, clause: Clause) -> str:
    """The acts on which a demand stands, each with how surely it is known."""
    acts = (act for act in situation.pack.acts if act.id in clause.sources)
    return "; ".join(f"{act.name or act.id} ({_KNOWN[act.trust]})" for act in acts)


TO_FIGURE = "______"  # where a figure is written by hand


def figures(situation: Situation) -> dict[str, str]:
    """Of how many questions how many are answered «yes»; places to write as long as one has no answer."""
    replies = [row.answer.reply if row.answer else Reply.NONE for row in checklist(situation)]
    applicable = [reply for reply in replies if reply is not Reply.NOT_APPLICABLE]
    if not applicable or Reply.NONE in replies:
        return dict.fromkeys(("yes", "of", "share"), TO_FIGURE)
    yes = applicable.count(Reply.YES)
    return {"yes": str(yes), "of": str(len(applicable)), "share": str(round(100 * yes / len(applicable)))}


CHECKED: Group[dict[str, str]] = Group(
    "итог_проверок",
    "Итог чек-листа; места для записи, пока не на все вопросы есть ответ",
    figures,
    (
        Tag("да", Kind.TEXT, "на сколько вопросов ответ «да»", lambda item: item["yes"]),
        Tag("применимых", Kind.TEXT, "сколько вопросов применимо к школе", lambda item: item["of"]),
        Tag("доля", Kind.TEXT, "доля ответов «да», процентов", lambda item: item["share"]),
    ),
)
CHECKLIST: Rows[CheckRow] = Rows(
    "проверки",
    "Строки чек-листа",
    checklist,
    (
        Tag("пункт", Kind.TEXT, "номер пункта", lambda row: row.clause),
        Tag("требование", Kind.TEXT, "слова пункта, у первого вопроса к нему", lambda row: row.text),
        Tag("вопрос", Kind.TEXT, "проверочный вопрос", lambda row: row.question),
        Tag("документы", Kind.TEXT, "документы школы", lambda row: row.documents),
        Tag(
            "ответ",
            Kind.TEXT,
            "да, нет, не применимо; пусто, если ответа нет",
            lambda row: row.answer.reply.label if row.answer else "",
        ),
        Tag(
            "дата_ответа",
            Kind.TEXT,
            "день ответа; пусто, если ответа нет",
            lambda row: f"{row.answer.day:%d.%m.%Y}" if row.answer else "",
        ),
        Tag(
            "подтверждение",
            Kind.TEXT,
            "чем ответ подтверждён",
            lambda row: row.answer.evidence if row.answer else "",
        ),
        Tag("отвечает", Kind.TEXT, "кто отвечает за пункт, если ответ есть", lambda row: row.responsible),
        Tag("акты", Kind.TEXT, "на каких актах стоит требование и насколько они известны", lambda row: row.acts),
    ),
)
