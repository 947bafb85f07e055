"""A right order and a right letter of an invented school, part by part: a test changes one part."""

from __future__ import annotations

from sferum_docs.gost.model import PERMANENT, Facts
from tests.gost.word import docx, p, row, section, table

FULL = "Казённое учреждение «Горная школа №\u00a07»"
SHORT = "КУ «Горная СШ №\u00a07»"
FOUNDER = "Администрация Горного района"
PLACE = "с. Нижнее"

KNOWN = Facts(
    retention=PERMANENT,
    duplex=False,
    pages=3,
    school_full=FULL,
    school_short=SHORT,
    founder=FOUNDER,
    place=PLACE,
    acting=False,
    people=("Исаева Шахрузат Абдулкадыровна",),
    repeals=("приказ от 01.09.2022 № 10",),
    e_signed=False,
    copy=False,
)
FOR_LETTER = Facts(
    kind="письмо", retention=5, duplex=False, pages=1, school_full=FULL, school_short=SHORT, founder=FOUNDER,
    enclosures=2, is_answer=True, e_signed=False, copy=False, acting=False,
)  # fmt: skip


def text(words: str, **values: object) -> str:
    """A paragraph of running text."""
    return p(words, **{"jc": "both", "first": 709, "line": 276, "rule": "auto", "after": 80, **values})


def centred(words: str, **values: object) -> str:
    """A line of the head, centred within 120 mm."""
    return p(words, **{"jc": "center", "left": 1276, "right": 1276, **values})


def mark(words: str, **values: object) -> str:
    """A line of the annex mark, in a corner 75 mm wide."""
    return p(words, **{"left": 5103, **values})


def signed(post: str = "Директор", name: str = "М.А.\u00a0Омаров", *, bottom: bool = True) -> str:
    """Post and name on one line."""
    return table(row(post, p(name, jc="right"), bottom=bottom))


def annex(number: str, title: str, *lines: str, **values: object) -> str:
    """An annex on a new page."""
    below = lines or ("к приказу КУ «Горная СШ №\u00a07»", "от 16.10.2023 №\u00a045-О")
    head = mark(f"Приложение{number}", page=True, **values) + "".join(mark(line, **values) for line in below)
    return head + p(title, jc="center", before=360, after=240) + text("1. Обеспечить порядок.")


ORDER = {
    "founder": centred(FOUNDER, after=120),
    "name": centred(FULL),
    "short": centred(f"({SHORT})"),
    "kind": p("ПРИКАЗ", jc="center", before=360, after=240),
    "date": table(row("16.10.2023", p("№\u00a045-О", jc="right"))),
    "place": p(PLACE, jc="center", before=120, after=60),
    "heading": p("О назначении ответственных", right=2551, before=320, after=280),
    "preamble": text(
        "Во исполнение постановления администрации Горного района от 13.10.2023 №\u00a0262 «О реализации проекта»"
    ),
    "ordering": p("ПРИКАЗЫВАЮ:"),
    "one": text("1. Назначить Исаеву\u00a0Ш.А., заместителя директора, ответственной за проект (далее — РОП)."),
    "two": text("2. Исаевой\u00a0Ш.А. вести учёт РОП (приложение №\u00a01) и отчёт (приложение №\u00a02)."),
    "repeal": text("3. Признать утратившим силу приказ от 01.09.2022 №\u00a010.", keep=True),
    "control": text("4. Контроль за исполнением настоящего приказа оставляю за собой.", keep=True),
    "signature": signed(),
    "after": p("С приказом ознакомлены:", before=480)
    + table(
        row("Фамилия, имя, отчество", "Дата, подпись", head=True),
        row("Исаева Шахрузат Абдулкадыровна", " "),
        lined=True,
    ),
    "annex_one": annex(" №\u00a01", "План учёта"),
    "annex_two": annex(" №\u00a02", "Форма отчёта"),
}

CONTACTS = (
    "368510, с. Нижнее, ул. Школьная, д. 1, тел. +7 900 000-00-01, school@school.example, www.school.example, "
    "ОКПО 12345674, ОГРН 1027700132195, ИНН/КПП 7830002293/783001001"
)
LETTER = {
    "top": table(
        row(
            p(FOUNDER, jc="center", after=60)
            + p(FULL, jc="center")
            + p(f"({SHORT})", jc="center")
            + p(CONTACTS, jc="center", before=60),
            p("Начальнику МКУ «Управление образования»") + p("Омарову\u00a0М.А.", before=60),
            bottom=False,
        ),
        widths=(4252, 5102),
    ),
    "date": p("16.10.2023 №\u00a0112", before=120),
    "answer": p("На №\u00a0262 от 13.10.2023", before=60),
    "heading": p("Об исполнении поручения", right=2551, before=320, after=280),
    "greeting": p("Уважаемый Магомед Алиевич!", jc="center"),
    "body": text("Сообщаем, что поручение исполнено, сведения прилагаются."),
    "enclosed": p("Приложение: на 2\u00a0л. в 1\u00a0экз.", keep=True),
    "closing": p("С уважением,", keep=True),
    "signature": signed(),
    "executor": p("Исаева Шахрузат Абдулкадыровна", before=480, size=20) + p("+7 900 000-00-02", size=20),
}


def order(*, end: str | None = None, **changes: str) -> bytes:
    """The right order with some parts changed; what is no part of it belongs to the package."""
    parts = {name: changes.pop(name, words) for name, words in ORDER.items()}
    return docx("".join(parts.values()), end=end, **changes)


def letter(*, end: str | None = None, **changes: str) -> bytes:
    """The right letter with some parts changed."""
    parts = {name: changes.pop(name, words) for name, words in LETTER.items()}
    return docx("".join(parts.values()), end=end or section(left=1134), **changes)
