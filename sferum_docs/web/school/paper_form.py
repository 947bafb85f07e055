"""The form of what is left to a school: the look of its papers, the numbers, the region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wtforms import FormField

from sferum_docs.schools.fields.layout import LAYOUT, MARGINS
from sferum_docs.schools.writer import school_record
from sferum_docs.web.current import act_words
from sferum_docs.web.forms.declared import Section, add_controls, sections, sent_record, shown_values
from sferum_docs.web.forms.fields import PageForm, RowForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.schools.model import School
    from sferum_docs.web.forms.declared import ControlLine

SECTIONS = (
    Section(
        "sheet",
        "Лист и текст",
        "Поля страницы, мм: для приказа обычно 30, 15, 20 и 20. Шрифты одной ширины: страницы не сдвинутся.",
    ),
    Section("order", "Приказ", "Как пишется слово между преамбулой и пунктами."),
    Section(
        "numbers",
        "Номера",
        "Журнал ставит номер по этому образцу. {номер} — порядковый номер в году, {год} — 2026, {гг} — 26;"
        " остальное печатается как есть.",
    ),
    Section(
        "signing",
        "Подпись и номер",
        "Подписывают один раз: или черновик с «№ ____», в который потом вписывают номер и дату, или готовый файл"
        " с номером.",
    ),
    Section(
        "qr",
        "QR-код",
        "Необязательный реквизит 31 редакции 2025 года, внизу справа на первой странице. Персональных данных в нём"
        " нет.",
    ),
    Section(
        "region",
        "Нерабочие дни",
        "Сроки считаются в рабочих днях: по общероссийскому календарю и праздникам региона.",
    ),
)


class MarginsForm(RowForm):
    """Margins of the page in millimetres."""


class PaperForm(PageForm):
    """What the standard and the law leave to the school."""

    margins: FormField[Any]

    @property
    def sections(self) -> Iterator[tuple[Section, list[ControlLine]]]:
        """The page from top to bottom."""
        return sections(SECTIONS, (self.margins.form, MARGINS), (self, LAYOUT))

    def to_record(self, known: School) -> dict[str, Any]:
        """What was sent over what is known, as the reader of the domain takes it."""
        kept = school_record(known)
        return {
            "profile": sent_record(self, LAYOUT, kept["profile"]),
            "margins": sent_record(self.margins.form, MARGINS, kept["margins"]),
        }


add_controls(MarginsForm, MARGINS)
PaperForm.margins = FormField(MarginsForm)
add_controls(PaperForm, LAYOUT)


def paper_form(regions: tuple[str, ...], usual: str, school: School | None = None, *, sent: bool = True) -> PaperForm:
    """The form, with what is known when a school is given; `usual` is the region of the directive.

    What was sent stands before what is known, unless it is not wanted.
    """
    known = {**shown_values(school.layout, LAYOUT), "margins": shown_values(school.margins, MARGINS)} if school else {}
    form = PaperForm(data=known) if sent else PaperForm(formdata=None, data=known)
    of_directive = f"как в {act_words().named.prepositional}: {usual}" if usual else "без региональных праздников"
    form["region"].options = (("", of_directive), *((region, region) for region in regions))
    return form
