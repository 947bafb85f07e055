"""Documents with one fault each, rule by rule: head, clauses and tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sferum_docs.gost.model import Profile
from tests.gost.documents import FOR_LETTER, FOUNDER, FULL, KNOWN, ORDER, SHORT, annex, centred, letter, order, text
from tests.gost.pieces import FEW, HEAD, NB, ONE, ORDER_FONT, REFERENCE, TEXT, TWO, Wrong, split, wrong
from tests.gost.word import levels, p, picture, row, table

WRONG: tuple[Wrong, ...] = (
    wrong(
        "G22", "two pictures", order(founder=centred(FOUNDER, after=120, inside=picture("герб") + picture("эмблема")))
    ),
    wrong("G23", "another name", order(name=centred(FULL.replace("Казённое", "Бюджетное")))),
    wrong("G23", "no short name", order(short="")),
    wrong("G24", "below the name", order(founder="", short=centred(f"({SHORT})") + centred(FOUNDER, before=120))),
    wrong("G24", "absent", order(founder="")),
    wrong("G25", "ИНН on an order", order(short=centred(f"({SHORT})") + centred("ИНН 7830002293", before=60))),
    wrong("G26", "no kind", order(kind=""), FEW),
    wrong("G26", "another kind", order(kind=p("РАСПОРЯЖЕНИЕ", jc="center", before=360, after=240)), FEW),
    wrong(
        "G26", "on a letter", letter(date=p("ПИСЬМО", before=60) + p(f"16.10.2023 №{NB}112", before=120)), FOR_LETTER
    ),
    wrong("G27", "no date", order(date=p(f"№{NB}45-О"), annex_one=annex(f" №{NB}1", "План учёта"))),
    wrong("G27", "run together", order(date=table(row("16.10.2023г.", p(f"№{NB}45-О", jc="right"))))),
    wrong(
        "G27",
        "no such day",
        order(
            date=table(row("31.09.2023", p(f"№{NB}45-О", jc="right"))),
            annex_one=ONE.replace("16.10", "31.09"),
            annex_two=TWO.replace("16.10", "31.09"),
        ),
    ),
    wrong(
        "G27",
        "two digits of a year",
        order(repeal=text(f"3. Признать утратившим силу приказ от 01.09.22 №{NB}10 (01.09.2022).")),
    ),
    wrong("G27", "in the future", order(), replace(KNOWN, registered=date(2023, 10, 1))),
    wrong(
        "G28",
        "two forms",
        order(repeal=text(f"3. Признать утратившим силу приказ от 1{NB}сентября 2022{NB}г. №{NB}10.")),
    ),
    wrong("G28", "not the school's", order(), profile=Profile(date_form="words")),
    wrong("G29", "no number", order(date=table(row("16.10.2023", " ")))),
    wrong(
        "G29",
        "б/н",
        order(
            date=table(row("16.10.2023", p(f"№{NB}б/н", jc="right"))),
            annex_one=ONE.replace("45-О", "б/н"),
            annex_two=TWO.replace("45-О", "б/н"),
        ),
    ),
    wrong("G30", "against the mask", order(), profile=Profile(number_mask="02-{номер}")),
    wrong("G31", "no place", order(place="")),
    wrong("G32", "no heading", order(heading="")),
    wrong("G32", "six lines", order(heading=p("О назначении ответственных " * 12, right=2551, before=320, after=280))),
    wrong("G33", "in quotes", order(heading=p("«О назначении ответственных»", right=2551, before=320, after=280))),
    wrong("G33", "a full stop", order(heading=p("О назначении ответственных.", right=2551, before=320, after=280))),
    wrong("G33", "not the school's side", order(), profile=Profile(heading_align="center")),
    wrong("G34", "no word", order(ordering=""), FEW),
    wrong("G34", "in the plural", order(ordering=text("Приказываем:")), FEW),
    wrong("G34", "no colon", order(ordering=p("ПРИКАЗЫВАЮ"))),
    wrong("G34", "said twice", order(control=text("4. Приказываю: контроль оставляю за собой.", keep=True))),
    wrong("G34", "a paragraph between", order(ordering=p("ПРИКАЗЫВАЮ:") + text("Учесть следующее."))),
    wrong("G34", "not the school's form", order(), profile=Profile(ordering_form="spaced")),
    wrong("G36", "no author", order(preamble=text(REFERENCE.replace(" администрации Горного района", "")))),
    wrong("G36", "no date", order(preamble=text(REFERENCE.replace(" от 13.10.2023", "")))),
    wrong("G36", "no number", order(preamble=text(REFERENCE.replace(f" №{NB}262", "")))),
    wrong("G36", "no heading", order(preamble=text(REFERENCE.replace(" «О реализации проекта»", "")))),
    wrong("G37", "a gap", order(repeal=text(f"4. Признать утратившим силу приказ от 01.09.2022 №{NB}10."))),
    wrong("G37", "a repeat", order(control=text("3. Контроль за исполнением приказа оставляю за собой.", keep=True))),
    wrong(
        "G37",
        "five levels",
        order(control=ORDER["control"].replace("4. ", "3.1.1.1.1. ").replace("3.1.1.1.1", "3.1.1.1.1")),
    ),
    wrong("G37", "a dash before", order(one=text(f"- {TEXT}"))),
    wrong("G37", "Roman", order(one=text(TEXT[3:], list="1.0"), numbering=levels("upperRoman %1."))),
    wrong(
        "G37",
        "an automatic list after a typed number",
        order(
            control=text("Контроль за исполнением приказа оставляю за собой.", list="1.0", keep=True),
            numbering=levels("decimal %1."),
        ),
    ),
    wrong(
        "G38",
        "nothing to do",
        order(
            control=text("4. Порядок общий. Контроль оставляю за собой.", keep=True),
            one=text(TEXT.replace("Назначить ", "Считаем ")),
        ),
    ),
    wrong("G39", "no control", order(control=text("4. Исаевой" + NB + "Ш.А. доложить.", keep=True))),
    wrong(
        "G40",
        "no clause",
        order(repeal="", control=text("3. Контроль за собой оставить, контроль оставляю за собой.", keep=True)),
    ),
    wrong("G40", "no number", order(repeal=text("3. Признать утратившим силу приказ от 01.09.2022.", keep=True))),
    wrong("G41", "not opened", order(one=text(TEXT.replace(" (далее — РОП)", "")))),
    wrong("G42", "a tag", order(one=text(TEXT.replace("проект", "{{ проект }}")))),
    wrong("G42", "None", order(one=text(TEXT.replace("проект", "None")))),
    wrong("G42", "a blank", order(one=text(TEXT.replace("проект", "______")))),
    wrong("G42", "a space before a comma", order(one=text(TEXT.replace("директора,", "директора ,")))),
    wrong("G43", "rows that split", order(after=ORDER["after"] + split(row("1", "Дело", whole=False)))),
    wrong(
        "G43", "a head once", order(after=ORDER["after"] + table(*(row("1", "Дело") for _ in range(15)), lined=True))
    ),
    wrong(
        "G44",
        "a column without a name",
        order(after=ORDER["after"] + table(row("№", "", head=True), row("1", "Дело"), lined=True)),
    ),
    wrong(
        "G44",
        "over the margin",
        order(after=ORDER["after"] + table(HEAD, row("1", "Дело"), lined=True, widths=(4677, 6000))),
    ),
    wrong("G45", "English", order(styles=ORDER_FONT.format("Tinos").replace("ru-RU", "en-US"))),
    wrong("G45", "unset", order(styles=ORDER_FONT.format("Tinos").replace('<w:lang w:val="ru-RU"/>', ""))),
)
