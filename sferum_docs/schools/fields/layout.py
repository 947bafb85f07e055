"""What the standard and the law leave to a school: the sheet, the type, the numbers, the days."""

from __future__ import annotations

from sferum_docs.schools.fields.declaration import SchoolField, ValueKind
from sferum_docs.schools.model import OperativeWord, SigningOrder, Typeface

# the least of each side: ГОСТ Р 7.0.97-2025
MARGINS = (
    SchoolField("left", ValueKind.COUNT, "Левое", "левое поле страницы, мм", low=20, high=50, group="sheet", share=4),
    SchoolField(
        "right", ValueKind.COUNT, "Правое", "правое поле страницы, мм", low=10, high=40, group="sheet", share=4
    ),
    SchoolField(
        "top", ValueKind.COUNT, "Верхнее", "верхнее поле страницы, мм", low=20, high=50, group="sheet", share=4
    ),
    SchoolField(
        "bottom", ValueKind.COUNT, "Нижнее", "нижнее поле страницы, мм", low=20, high=50, group="sheet", share=4
    ),
)

LAYOUT = (
    SchoolField(
        "typeface", ValueKind.CHOICE, "Шрифт", "шрифт бумаг",
        "Должен стоять на компьютере, с которого печатают: иначе программа подставит другой.",
        options=Typeface, group="sheet", share=2,
    ),
    SchoolField(
        "size", ValueKind.COUNT, "Размер текста", "размер текста, пунктов",  # ГОСТ Р 7.0.97: 12, 13 or 14
        low=12, high=14, captions=tuple((str(size), f"{size} пт") for size in (14, 13, 12)), group="sheet", share=2,
    ),
    SchoolField(
        "operative_word", ValueKind.CHOICE, "Слово перед пунктами приказа", "слово перед пунктами приказа",
        options=OperativeWord,
        captions=(
            (OperativeWord.CAPITALS, "ПРИКАЗЫВАЮ"),
            (OperativeWord.SPACED, "п р и к а з ы в а ю (вразрядку)"),
            (OperativeWord.LOWER, "приказываю"),
        ),
        group="order", key="ordering",
    ),
    SchoolField(
        "order_mask", ValueKind.MASK, "Номер приказа", "образец номера приказа",
        "Например: {номер}-О, {номер}/{год}, 01-10/{номер}", group="numbers", share=2,
    ),
    SchoolField(
        "letter_mask", ValueKind.MASK, "Номер исходящего письма", "образец номера исходящего письма",
        "Например: {номер}, 01-20/{номер}", group="numbers", share=2,
    ),
    SchoolField(
        "signing", ValueKind.CHOICE, "Порядок работы", "что раньше: подпись под черновиком или номер",
        "По нему составлены подсказки на страницах директора и секретаря.", options=SigningOrder,
        captions=(
            (SigningOrder.SIGNATURE_FIRST, "сначала подпись на черновике, потом номер и дата"),
            (SigningOrder.NUMBER_FIRST, "сначала номер и дата, потом подпись"),
        ),
        group="signing",
    ),
    SchoolField(
        "qr", ValueKind.FLAG, "Печатать QR-код", "печатать ли QR-код",
        "По коду можно проверить, не изменён ли документ.", group="qr",
    ),
    SchoolField(
        "region", ValueKind.OFFERED, "Регион", "регион, чьи праздники нерабочие; без него — регион акта",
        "Его праздники не считаются рабочими днями.", group="region",
    ),
    SchoolField(
        "six_days", ValueKind.FLAG, "Шестидневная неделя: суббота — рабочий день",
        "работает ли школа шесть дней: тогда суббота — рабочий день",
        "Тогда суббота считается рабочим днём в сроках и в журнале регистрации; праздники остаются нерабочими.",
        group="region",
    ),
)  # fmt: skip
