"""The form of a school: requisites and head."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wtforms import FormField

from sferum_docs.schools.fields.requisites import HEAD, OF_HEAD, REQUISITES
from sferum_docs.schools.writer import school_record
from sferum_docs.web.current import is_office_here
from sferum_docs.web.forms.declared import Section, add_controls, sections, sent_record, shown_values
from sferum_docs.web.forms.fields import PageForm, RowForm
from sferum_docs.web.school.asked import asked_fields, word_controls, worded_sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.schools.model import Head, School, SchoolKind
    from sferum_docs.web.forms.declared import ControlLine

FIGURES = "figures"  # of those who learn and teach: an office has none
SECTIONS = (
    Section("numbers", "Реквизиты", "Контрольные цифры проверяются сразу, как только вы уходите с поля."),
    Section(
        "name",
        "Название и место",
        "Полное наименование печатается в шапке приказа, краткое — в тексте и на этой странице.",
    ),
    Section("head", "Руководитель", "Подписывает приказы. Если исполняет обязанности, укажите, на каком основании."),
    Section("contacts", "Связь", "Телефон печатается так, как вы его записали."),
    Section(
        FIGURES,
        "Численность",
        "База, от которой считаются доли показателей.",
    ),
)


class HeadForm(RowForm):
    """Who signs."""


class SchoolForm(PageForm):
    """Everything about the school but its people and chats."""

    head: FormField[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The fields speak the words of the acts in work."""
        super().__init__(*args, **kwargs)
        word_controls(self, "school")

    @property
    def sections(self) -> Iterator[tuple[Section, list[ControlLine]]]:
        """The page from top to bottom."""
        parts = [part for part in SECTIONS if part.group != FIGURES or not is_office_here()]
        return sections(worded_sections(parts), (self, asked_fields("school", REQUISITES)), (self.head.form, HEAD))

    def to_record(self, known: School | None) -> dict[str, Any]:
        """What was sent over what is known, as the reader of the domain takes it."""
        kept: dict[str, Any] = school_record(known) if known else {"requisites": {}, "head": {}}
        return {
            "requisites": sent_record(self, REQUISITES, kept["requisites"]),
            "head": sent_record(self.head.form, HEAD, kept["head"]),
        }


add_controls(HeadForm, HEAD)
add_controls(SchoolForm, REQUISITES)
SchoolForm.head = FormField(HeadForm)


def form_values(school: School | None, head: str = "", kind: SchoolKind | None = None) -> dict[str, Any]:
    """What the form shows of a school; of one that is not there yet only who may be its head, and its kind."""
    if school is None:
        return {**({"head": {"name": head}} if head else {}), **({"kind": kind.value} if kind else {})}
    return {**shown_values(school.requisites, REQUISITES), "head": _head_values(school.head)}


def _head_values(head: Head | None) -> dict[str, Any]:
    if head is None:
        return {}
    of_person = [field for field in HEAD if field not in OF_HEAD and field.name != "name"]
    return {"name": head.person.full_name, **shown_values(head.person, of_person), **shown_values(head, OF_HEAD)}
