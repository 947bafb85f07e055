"""Documents with one fault each, rule by rule: annexes, signing and letters."""

from __future__ import annotations

from dataclasses import replace

from sferum_docs.gost.model import Facts
from tests.gost.documents import (
    CONTACTS,
    FOR_LETTER,
    FOUNDER,
    FULL,
    KNOWN,
    ORDER,
    SHORT,
    annex,
    centred,
    letter,
    order,
    signed,
    text,
)
from tests.gost.pieces import (
    AGREED,
    COPY,
    E_MARK,
    EXTRACT,
    LETTER_TOP,
    LONG_POST,
    NB,
    SIGNED,
    STAMP,
    TRUE,
    TWO,
    Wrong,
    after,
    extract,
    letter_top,
    stamp,
    wrong,
)
from tests.gost.word import docx, p, picture, row, table

WRONG: tuple[Wrong, ...] = (
    wrong("G46", "on the same page", order(annex_two=TWO.replace("<w:pageBreakBefore/>", ""))),
    wrong("G46", "at the left", order(annex_two=annex(f" №{NB}2", "Форма отчёта", left=0))),
    wrong("G46", "not said of which order", order(annex_two=annex(f" №{NB}2", "Форма отчёта", "№"))),
    wrong("G46", "another date", order(annex_two=TWO.replace("16.10.2023", "17.10.2023"))),
    wrong("G46", "another number", order(annex_two=TWO.replace("45-О", "46-О"))),
    wrong(
        "G47",
        "a number for the only one",
        order(annex_two="", two=text(f"2. Исаевой{NB}Ш.А. вести учёт РОП (приложение №{NB}1).")),
    ),
    wrong(
        "G47",
        "1 and 3",
        order(
            annex_two=TWO.replace(f"Приложение №{NB}2", f"Приложение №{NB}3"),
            two=text(f"2. Исаевой{NB}Ш.А. вести учёт РОП (приложения №{NB}1, №{NB}3)."),
        ),
    ),
    wrong("G47", "not named", order(two=text(f"2. Исаевой{NB}Ш.А. вести учёт РОП (приложение №{NB}1)."))),
    wrong(
        "G48",
        "another gender",
        order(annex_one=annex(f" №{NB}1", "План учёта", "УТВЕРЖДЕНА", "приказом школы", f"от 16.10.2023 №{NB}45-О")),
    ),
    wrong(
        "G48",
        "not said by what",
        docx(stamp("УТВЕРЖДЁН") + p("План учёта", jc="center", before=240, after=240) + text("1. Обеспечить порядок.")),
        Facts(kind="план"),
    ),
    wrong(
        "G49",
        "one that is not there",
        order(two=text(f"2. Исаевой{NB}Ш.А. вести РОП (приложения №{NB}1, №{NB}2, №{NB}3).")),
    ),
    wrong(
        "G50",
        "no date",
        docx(stamp(*STAMP[:3]) + text("1. Обеспечить порядок.") + p("План", before=240, after=240)),
        Facts(kind="план"),
    ),
    wrong(
        "G50",
        "the date first",
        docx(stamp(STAMP[0], "16.10.2023 " + STAMP[1] + " " + STAMP[2]) + p("План", before=240, after=240)),
        Facts(kind="план"),
    ),
    wrong(
        "G50",
        "at the left",
        docx(stamp(*STAMP, left=0) + p("План", jc="center", left=1276, before=240, after=240)),
        Facts(kind="план"),
    ),
    wrong(
        "G50", "a colon", docx(stamp("УТВЕРЖДАЮ:", *STAMP[1:]) + p("План", before=240, after=240)), Facts(kind="план")
    ),
    wrong("G51", "no name", order(after=ORDER["after"] + stamp(AGREED[0], AGREED[1], AGREED[3], left=0))),
    wrong(
        "G51",
        "minutes without a number",
        order(after=ORDER["after"] + stamp("СОГЛАСОВАНО", "Протокол педагогического совета", "от 16.10.2023", left=0)),
    ),
    wrong("G53", "none", order(signature="")),
    wrong("G53", "spaces", order(signature=p("Директор          М.А." + NB + "Омаров"))),
    wrong("G53", "on two lines", order(signature=p("Директор") + p("М.А." + NB + "Омаров"))),
    wrong("G53", "a name beside the first line of the post", order(signature=signed(LONG_POST, bottom=False))),
    wrong("G54", "the school's name twice", order(signature=signed(f"Директор {SHORT}"))),
    wrong(
        "G54", "no name at all", order(founder="", name="", short=""), replace(KNOWN, school_full=None, founder=None)
    ),
    wrong("G55", "the surname first", order(signature=signed(name=f"Омаров{NB}М.А."))),
    wrong("G55", "in full", order(signature=signed(name="Омаров Магомед Алиевич"))),
    wrong("G56", "за", order(signature=signed("За директора"))),
    wrong("G56", "a slash", order(signature=signed("/Директор"))),
    wrong("G56", "acting and not said so", order(), replace(KNOWN, acting=True)),
    wrong("G57", "nothing holds it", order(control=ORDER["control"].replace("<w:keepNext/>", ""))),
    wrong("G58", "no mark", order(), SIGNED),
    wrong("G58", "no owner", order(after=p(E_MARK[0]) + p(E_MARK[1]) + p(E_MARK[3])), SIGNED),
    wrong("G59", "МП", order(signature=ORDER["signature"] + p("М.П."))),
    wrong("G60", "none", letter(executor=""), FOR_LETTER),
    wrong(
        "G60", "initials", letter(executor=p(f"Исп.: Исаева{NB}Ш.А.", before=480) + p("+7 900 000-00-02")), FOR_LETTER
    ),
    wrong("G60", "no telephone", letter(executor=p("Исп.: Исаева Шахрузат Абдулкадыровна", before=480)), FOR_LETTER),
    wrong("G61", "no mark on a copy", order(), COPY),
    wrong("G61", "a mark on the original", order(signature=after(*TRUE))),
    wrong(
        "G61",
        "no date",
        order(signature=after(*TRUE[:3]), after="", annex_one="", annex_two="", two=text("2. Вести учёт РОП.")),
        replace(COPY, people=()),
    ),
    wrong("G62", "only «выписка»", extract("ВЫПИСКА", *TRUE), replace(EXTRACT, copy=True)),
    wrong("G62", "not certified", extract("ВЫПИСКА ИЗ ПРИКАЗА"), replace(EXTRACT, copy=None)),
    wrong(
        "G64",
        "in the middle",
        order(place=p("с. Нижнее", jc="center", before=120, inside=picture("QR", horizontal="center"))),
    ),
    wrong(
        "G64", "in the line", order(place=p("с. Нижнее", jc="center", before=120, inside=picture("QR", floating=False)))
    ),
    wrong("G64", "on the annex", order(annex_two=TWO + p(inside=picture("QR")))),
    wrong("G65", "no block", order(after="")),
    wrong("G65", "a person left out", order(), replace(KNOWN, people=("Исаева Ш.А.", "Гаджиев Гаджи Гаджиевич"))),
    wrong("G66", "no ОКПО", letter(top=letter_top(CONTACTS.replace("ОКПО 12345674, ", ""))), FOR_LETTER),
    wrong("G66", "a digit of ИНН", letter(top=letter_top(CONTACTS.replace("7830002293", "7830002294"))), FOR_LETTER),
    wrong("G67", "no line", letter(answer=""), FOR_LETTER),
    wrong("G67", "half", letter(answer=p(f"На №{NB}262 от ________", before=60)), FOR_LETTER),
    wrong("G67", "empty", letter(answer=p("На № ______ от ________", before=60)), FOR_LETTER),
    wrong("G68", "initials first", letter(top=LETTER_TOP.replace(f"Омарову{NB}М.А.", f"М.А.{NB}Омарову")), FOR_LETTER),
    wrong(
        "G68",
        "nobody",
        letter(
            top=table(
                row(
                    centred(FOUNDER, left=0, right=0)
                    + centred(FULL, left=0, right=0)
                    + centred(f"({SHORT})", left=0, right=0)
                    + centred(CONTACTS, left=0, right=0),
                    " ",
                ),
                widths=(4252, 5102),
            )
        ),
        FOR_LETTER,
    ),
    wrong(
        "G68",
        "five",
        letter(top=LETTER_TOP.replace("</w:p></w:tc></w:tr>", "</w:p>" + p(f"Алиеву{NB}А.А.") * 4 + "</w:tc></w:tr>")),
        FOR_LETTER,
    ),
    wrong("G69", "no mark", letter(enclosed=""), FOR_LETTER),
    wrong("G69", "no sheets", letter(enclosed=p("Приложение: сведения.", keep=True)), FOR_LETTER),
    wrong(
        "G69",
        "below the signature",
        letter(
            enclosed="",
            executor=p(f"Приложение: на 2{NB}л. в 1{NB}экз.")
            + p("Исаева Шахрузат Абдулкадыровна", before=480)
            + p("+7 900 000-00-02"),
        ),
        FOR_LETTER,
    ),
    wrong("G70", "no closing", letter(closing=""), FOR_LETTER),
    wrong("G70", "no greeting", letter(greeting=""), FOR_LETTER),
)
