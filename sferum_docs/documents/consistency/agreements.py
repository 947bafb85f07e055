"""What the documents of a packet say of each other, held against the rules of the pack before anything is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.documents.consistency.printed import Printed
from sferum_docs.packs.agreements import NUMBER, Agreement, AgreementRule
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import Pack

_READ = {AgreementRule.FORM, AgreementRule.NUMBER, AgreementRule.SAYS}


def agreement_faults(pack: Pack, files: Mapping[str, bytes]) -> list[Fault]:
    """Where finished documents contradict each other; each fault names both and the way out."""
    rules = [rule for rule in pack.agreements if rule.rule in _READ and len(_at_hand(rule, files)) > 1]
    printed = {document: Printed(files[document]) for rule in rules for document in _at_hand(rule, files)}
    return [fault for rule in rules for fault in _CHECKS[rule.rule](rule, printed, pack)]


def _at_hand(rule: Agreement, documents: Collection[str]) -> list[str]:
    return [document for document in rule.documents if document in documents]


def _form(rule: Agreement, printed: Mapping[str, Printed], pack: Pack) -> Iterator[Fault]:
    form, table = printed[rule.other].table_after(rule.after), printed[rule.document].first_table()
    if form is None or table is None:
        yield _fault("agreement_no_form", rule, pack, text=rule.after)
    elif form[:1] != table[:1]:
        ours, theirs = (", ".join(row for row in rows[0] if row) if rows else "" for rows in (table, form))
        yield _fault("agreement_form", rule, pack, text=ours, form=theirs)
    elif lacking := [row[0] for row in form[1:] if len(row) == 1 and row not in table]:
        yield _fault("agreement_form_row", rule, pack, text="; ".join(lacking))


def _number(rule: Agreement, printed: Mapping[str, Printed], pack: Pack) -> Iterator[Fault]:
    known: dict[str, str] = {}
    for document in rule.says:
        if document in printed:
            before, after = map(re.escape, rule.says[document].split(NUMBER))
            found = re.search(rf"{before}(\d+){after}", printed[document].text)
            if found:
                known[document] = found[1]
    first = next(iter(known), "")
    for document, number in known.items():
        if number != known[first]:
            values = {"document": _named(pack, document), "text": number, "other": _named(pack, first)}
            yield Fault("agreement_number_differs", document, {**values, "number": known[first], "way": rule.way})


def _says(rule: Agreement, printed: Mapping[str, Printed], pack: Pack) -> Iterator[Fault]:
    if rule.text in printed[rule.document].text and rule.other_text not in printed[rule.other].text:
        yield _fault("agreement_silent", rule, pack, text=rule.text, said=rule.other_text)


def _fault(code: str, rule: Agreement, pack: Pack, **values: str) -> Fault:
    named = {"document": _named(pack, rule.document), "other": _named(pack, rule.other), "way": rule.way}
    return Fault(code, rule.document, {**named, **values})


def _named(pack: Pack, document: str) -> str:
    return f"{document} «{pack.by_id[document].title}»"


_CHECKS = {AgreementRule.FORM: _form, AgreementRule.NUMBER: _number, AgreementRule.SAYS: _says}


def asked_for(pack: Pack, request: PacketRequest) -> tuple[Fault, ...]:
    """What the documents of a packet ask for and it does not hold, in one sentence; what was left unanswered."""
    together = set(request.all_documents(pack))
    lacking = [
        f"{rule.document} — {rule.because or pack.by_id[rule.other].name} ({rule.other})"
        for rule in pack.agreements
        if rule.rule is AgreementRule.NEEDS
        and rule.document in request.documents
        and rule.other not in together
        and not request.answers.get(rule.document, {}).get(rule.key)
    ]
    told = [Fault("packet_asks_for", "documents", {"text": "; ".join(lacking)}, warning=True)] if lacking else []
    told += [
        Fault("left_unanswered", f"answers.{rule.document}.{rule.key}", {"text": rule.because}, warning=True)
        for rule in pack.agreements
        if rule.rule is AgreementRule.ASKED
        and rule.document in request.documents
        and not request.answers.get(rule.document, {}).get(rule.key)
    ]
    return tuple(told)
