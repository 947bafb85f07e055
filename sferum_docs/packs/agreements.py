"""What the documents of a pack have to say of each other, as `[[agreements]]` of `pack.toml` declare it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.reading.records import Record

NUMBER = "{}"  # where the number stands in the words of a document


class AgreementRule(StrEnum):
    """What is held together."""

    FORM = "form"  # the table of a document is the one that another approves in an annex
    NUMBER = "number"  # a number that several documents print is the same
    SAYS = "says"  # when one document says this, another says that
    NEEDS = "needs"  # what a document asks for is in the packet, or named in an answer
    ASKED = "asked"  # an answer that changes what is true is not left empty unseen
    ONE_GROUND = "one_ground"  # a person is given one of two papers, never both
    FOR_EACH = "for_each"  # a document made for each person of a list; for nobody it is not made


_REQUIRED: Mapping[AgreementRule, tuple[str, ...]] = {
    AgreementRule.FORM: ("document", "other", "after"),
    AgreementRule.NUMBER: ("says",),
    AgreementRule.SAYS: ("document", "text", "other", "other_text"),
    AgreementRule.NEEDS: ("document", "other"),
    AgreementRule.ASKED: ("document", "key"),
    AgreementRule.ONE_GROUND: ("document", "other", "key"),
    AgreementRule.FOR_EACH: ("document", "rows"),
}


@dataclass(frozen=True)
class Agreement:
    """One rule; which of its parts are used follows from its kind. `because` says why, `way` what to do."""

    rule: AgreementRule
    document: str = ""
    other: str = ""
    text: str = ""
    other_text: str = ""
    after: str = ""  # the heading of the annex in which the other document approves the form
    key: str = ""  # the question of the document that answers for the rule
    rows: str = ""  # the list by its tag
    says: Mapping[str, str] = field(default_factory=dict)  # document → its words, {} where the number stands
    because: str = ""
    way: str = ""

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that the rule names."""
        return tuple(dict.fromkeys(item for item in (self.document, self.other, *self.says) if item))


def read_agreements(root: Record, documents: Iterable[DocumentSpec]) -> tuple[Agreement, ...]:
    """`[[agreements]]`, each naming documents and questions that there are."""
    by_id = {spec.id: spec for spec in documents}
    found = (_agreement(record, by_id) for record in root.records("agreements"))
    return tuple(item for item in found if item is not None)


def _agreement(record: Record, known: Mapping[str, DocumentSpec]) -> Agreement | None:
    rule = record.choice("rule", AgreementRule)
    required = _REQUIRED[rule] if rule else ()
    texts = {
        name: record.text(name, required=name in required)
        for name in ("document", "other", "text", "other_text", "after", "key", "rows", "because", "way")
    }
    said = record.record("says")
    says = {name: said.text(name) for name in said.names()}
    said.done()
    record.done()
    for place in ("document", "other"):
        if texts[place] and texts[place] not in known:
            record.fault(place, "unknown_document", text=texts[place])
    for name, words in says.items():
        if name not in known:
            said.fault(name, "unknown_document", text=name)
        elif words.count(NUMBER) != 1:
            said.fault(name, "agreement_number", text=words)
    spec = known.get(texts["document"])
    if texts["key"] and spec is not None and texts["key"] not in {item.key for item in spec.fields}:
        record.fault("key", "unknown_question", document=spec.id, text=texts["key"])
    return Agreement(rule, says=says, **texts) if rule else None
