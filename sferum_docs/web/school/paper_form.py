"""The form of what is left to a school: the look of its papers, the numbers, the region."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from wtforms import BooleanField, FormField, StringField

from sferum_docs.schools.model import Ordering, SigningOrder, Typeface
from sferum_docs.web.forms.fields import OpenSelect, PageForm, RowForm

if TYPE_CHECKING:
    from sferum_docs.schools.model import School

SIZES = [(str(size), f"{size} пт") for size in (14, 13, 12)]
ORDERINGS = [
    (Ordering.CAPITALS.value, "ПРИКАЗЫВАЮ"),
    (Ordering.SPACED.value, "п р и к а з ы в а ю (вразрядку)"),
    (Ordering.LOWER.value, "приказываю"),
]

SIGNINGS = [
    (SigningOrder.SIGNATURE_FIRST.value, "сначала подпись на черновике, потом номер и дата"),
    (SigningOrder.NUMBER_FIRST.value, "сначала номер и дата, потом подпись"),
]


class MarginsForm(RowForm):
    """Margins of the page in millimetres."""

    left = StringField("Левое")
    right = StringField("Правое")
    top = StringField("Верхнее")
    bottom = StringField("Нижнее")


class PaperForm(PageForm):
    """What the standard and the law leave to the school."""

    margins = FormField(MarginsForm)
    typeface = OpenSelect(
        "Шрифт",
        options=[(face.value, face.value) for face in Typeface],
        description="Должен стоять на компьютере, с которого печатают: иначе программа подставит другой.",
    )
    size = OpenSelect("Размер текста", options=SIZES)
    ordering = OpenSelect("Слово перед пунктами приказа", options=ORDERINGS)
    order_mask = StringField("Номер приказа", description="Например: {номер}-О, {номер}/{год}, 01-10/{номер}")
    letter_mask = StringField("Номер исходящего письма", description="Например: {номер}, 01-20/{номер}")
    qr = BooleanField("Печатать QR-код")
    six_days = BooleanField("Школа работает шесть дней: суббота — рабочий день")
    signing = OpenSelect(
        "Порядок работы",
        options=SIGNINGS,
        description="По нему составлены подсказки на страницах директора и секретаря.",
    )
    region = OpenSelect("Регион", description="Его праздники не считаются рабочими днями.")

    def to_record(self) -> dict[str, Any]:
        """What was typed, as the reader of the domain takes it."""
        names = ("typeface", "size", "ordering", "order_mask", "letter_mask", "qr", "six_days", "signing", "region")
        return {"profile": {name: self[name].data for name in names}, "margins": self.margins.data}


def paper_form(regions: tuple[str, ...], usual: str, school: School | None = None, *, sent: bool = True) -> PaperForm:
    """The form, with what is known when a school is given; `usual` is the region of the directive.

    What was sent stands before what is known, unless it is not wanted.
    """
    known = {**asdict(school.profile), "margins": asdict(school.margins)} if school else None
    form = PaperForm(data=known) if sent else PaperForm(formdata=None, data=known)
    of_directive = f"как в постановлении: {usual}" if usual else "без региональных праздников"
    form.region.options = (("", of_directive), *((region, region) for region in regions))
    return form
