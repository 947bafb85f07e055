"""For each rule that a program can check: a right document it passes, and wrong ones that it alone of the required finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sferum_docs.gost.check import check
from sferum_docs.gost.model import PERMANENT, Facts, Outcome, Profile, Status
from sferum_docs.gost.rules import rules
from tests.gost.documents import CONTACTS, FOR_LETTER, FOUNDER, FULL, KNOWN, ORDER, SHORT, annex, centred, letter, mark
from tests.gost.documents import order, signed, text
from tests.gost.word import PAGE, docx, levels, p, picture, row, run, section, table

NB = "\u00a0"
PORTRAIT, LANDSCAPE = p(section=section()), section(16838, 11906)
OWN = section(numbers='<w:pgNumType w:start="1"/>')
ONE, TWO = ORDER["annex_one"], ORDER["annex_two"]
HEAD = row("№", "Мероприятие", head=True)
TEXT = "1. Назначить Исаеву" + NB + "Ш.А., заместителя директора, ответственной за проект (далее — РОП)."
LONG_POST = "Исполняющий обязанности директора по учебно-воспитательной и методической работе"
STAMP = "УТВЕРЖДАЮ", "Директор", "__________ М.А." + NB + "Омаров", "16.10.2023"
AGREED = "СОГЛАСОВАНО", "Председатель профкома", "__________ А.А." + NB + "Алиев", "16.10.2023"
TRUE = "Верно", "Секретарь", "__________ А.А." + NB + "Алиев", "17.10.2023"
E_MARK = "Документ подписан электронной подписью", "Сертификат: 00AB12CD34", "Владелец: Омаров М.А.", "Действителен до 01.01.2024"
REFERENCE = "Во исполнение постановления администрации Горного района от 13.10.2023 №" + NB + "262 «О реализации проекта»"


def stamp(*lines: str, left: int = 5103) -> str:
    return "".join(p(line, left=left) for line in lines)


def split(*cells: str) -> str:
    return table(HEAD, *cells, lined=True)


def after(*lines: str) -> str:
    return ORDER["signature"] + "".join(p(line) for line in lines)


def extract(kind: str, *lines: str) -> bytes:
    return order(kind=p(kind, jc="center", before=360, after=240), after="".join(p(line) for line in lines))


NO_ANNEXES = {"two": text("2. Исаевой" + NB + "Ш.А. вести учёт РОП."), "annex_one": "", "annex_two": ""}
SINGLE = {"two": text("2. Исаевой" + NB + "Ш.А. вести учёт РОП (приложение)."), "annex_two": ""}
FEW = replace(KNOWN, kind="приказ")
EXTRACT = replace(KNOWN, kind="выписка из приказа")
SIGNED = replace(KNOWN, e_signed=True)
COPY = replace(KNOWN, copy=True)

# rule → (document, facts, profile) where it stands and is kept; the right order serves those not named
RIGHT: dict[str, tuple[bytes, Facts, Profile]] = {
    "G04": (order(settings="<w:mirrorMargins/>"), replace(KNOWN, duplex=True), Profile()),
    "G30": (order(), KNOWN, Profile(number_mask="#-О")),
    "G48": (order(annex_one=annex("", "План учёта", "УТВЕРЖДЁН", "приказом школы", f"от 16.10.2023 №{NB}45-О"), **{
        key: value for key, value in SINGLE.items() if key != "annex_one"}), KNOWN, Profile()),
    "G50": (docx(stamp(*STAMP) + p("План", jc="center", before=240, after=240) + text("1. Обеспечить порядок.")), Facts(kind="план"), Profile()),
    "G51": (order(after=ORDER["after"] + stamp(*AGREED, left=0)), KNOWN, Profile()),
    "G58": (order(after="".join(p(line) for line in E_MARK)), SIGNED, Profile()),
    "G60": (letter(), FOR_LETTER, Profile()),
    "G61": (order(signature=after(*TRUE)), COPY, Profile()),
    "G62": (extract("ВЫПИСКА ИЗ ПРИКАЗА", *TRUE), replace(EXTRACT, copy=True), Profile()),
    "G64": (order(place=p("с. Нижнее", jc="center", before=120, inside=picture("QR-код"))), KNOWN, Profile()),
    **{rule: (letter(), FOR_LETTER, Profile()) for rule in ("G66", "G67", "G68", "G69", "G70")},
}  # fmt: skip

Wrong = tuple[str, str, bytes, Facts, Profile]


def wrong(rule: str, what: str, data: bytes, facts: Facts = KNOWN, **profile: object) -> Wrong:
    return rule, what, data, facts, replace(Profile(), **profile)  # type: ignore[arg-type]  fields by name


WRONG: tuple[Wrong, ...] = (
    wrong("G01", "letter size", order(end=section(12240, 15840))),
    wrong("G01", "no size", order(end=section(None))),
    wrong("G01", "the order itself lies", order(end=LANDSCAPE, **NO_ANNEXES)),
    wrong("G02", "narrow top", order(end=section(top=850))),
    wrong("G02", "narrow right", order(end=section(right=500))),
    wrong("G02", "no margins", order(end=section(margins=False), after=""), replace(KNOWN, retention=1, people=())),
    wrong("G02", "narrow in the annex only", order(annex_two=p(section=section()) + TWO, end=section(bottom=500, first=False))),
    wrong("G03", "20 mm for ever", order(end=section(left=1134))),
    wrong("G04", "not mirrored", order(), replace(KNOWN, duplex=True)),
    wrong("G05", "number on the first page", order(end=section(first=False))),
    wrong("G05", "a first header that has it", order(first=p(jc="center", inside=PAGE))),
    wrong("G05", "no number", order(header=p())),
    wrong("G05", "lost in the second section", order(
        annex_one=p(section=section()) + ONE, end=section(first=False, links="header default rId2"))),
    wrong("G05", "none on even pages", order(settings="<w:evenAndOddHeaders/>")),
    wrong("G06", "at the right", order(header=p(jc="right", inside=PAGE))),
    wrong("G06", "in the footer", order(header=p(), footer=p(jc="center", inside=PAGE), end=section(
        links="header default rId1 header first rId2 footer default rId3"))),
    wrong("G06", "too near the edge", order(end=section(header=300))),
    wrong("G07", "between dashes", order(header=p("- ", jc="center", inside=PAGE + run(" -")))),
    wrong("G07", "Roman", order(end=section(numbers='<w:pgNumType w:fmt="upperRoman"/>'))),
    wrong("G08", "some anew", order(annex_one=p(section=section()) + ONE + p(section=OWN), end=section(first=False))),
    wrong("G08", "not as the school does", order(), annex_pages="own"),
    wrong("G09", "two families", order(one=text(TEXT, font="PT Serif")), edition="2016"),
    wrong("G09", "a face to be bought", order(styles=ORDER_FONT.format("Georgia")) if (
        ORDER_FONT := '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/><w:sz w:val="28"/>'
        '<w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault></w:docDefaults>') else b"", edition="2016"),
    wrong("G09", "an unset face", order(styles=ORDER_FONT.replace('w:ascii="{0}" w:hAnsi="{0}"', ""))),
    wrong("G09", "not the school's", order(), font="PT Astra Serif"),
    wrong("G09", "embedded", order(styles=ORDER_FONT.format("Times New Roman"), settings="<w:embedTrueTypeFonts/>"),
          edition="2016"),
    wrong("G10", "11 points", order(one=text(TEXT, size=22))),
    wrong("G10", "12 among 14", order(one=text(TEXT, size=24))),
    wrong("G10", "unset", order(styles=ORDER_FONT.format("Tinos").replace('<w:sz w:val="28"/>', ""))),
    wrong("G11", "7 points", order(after=split(row(p("1", size=14), p("Дело", size=14))))),
    wrong("G11", "16 points", order(after=split(row(p("1", size=32), p("Дело", size=32))))),
    wrong("G12", "double", order(one=text(TEXT, line=480))),
    wrong("G12", "exactly 18 points", order(one=text(TEXT, line=360, rule="exact"))),
    wrong("G13", "a long heading at 1.5", order(heading=p(
        "О назначении ответственных за использование информационной платформы в школе", right=2551, before=320,
        after=280, line=360))),
    wrong("G13", "an annex mark at 1.5", order(annex_one=annex(f" №{NB}1", "План учёта", line=360))),
    wrong("G13", "place on the heading", order(place=p("с. Нижнее", jc="center"), heading=p(
        "О назначении ответственных", right=2551, after=280))),
    wrong("G14", "no indent", order(one=text(TEXT, first=0))),
    wrong("G14", "hanging", order(one=text(TEXT, hang=360, left=720))),
    wrong("G14", "a tab", order(one=text("\t" + TEXT))),
    wrong("G15", "to the left", order(one=text(TEXT, jc="left"))),
    wrong("G15", "stretched", order(one=text(TEXT, jc="distribute"))),
    wrong("G15", "in an annex", order(annex_two=TWO.replace('<w:jc w:val="both"/>', ""))),
    wrong("G16", "letters apart", order(one=text(TEXT, spacing=40))),
    wrong("G16", "two spaces", order(one=text(TEXT.replace("Назначить ", "Назначить  ")))),
    wrong("G17", "a heading across the page", order(heading=p(
        "О назначении ответственных за использование информационной платформы в школе", before=320, after=280))),
    wrong("G17", "a corner of 80 mm in 2016", order(annex_one=annex(
        f" №{NB}1", "План учёта", f"к приказу муниципального учреждения от 16.10.2023 №{NB}45-О", left=4819)),
        edition="2016"),
    wrong("G18", "an annex mark to the right", order(annex_one=annex(f" №{NB}1", "План учёта", jc="right"))),
    wrong("G18", "a name in two ways", order(short=centred(f"({SHORT})", jc="left"))),
    wrong("G19", "a soft hyphen", order(heading=p("О назна\u00adчении ответственных", right=2551, before=320, after=280))),
    wrong("G19", "automatic hyphens", order(settings="<w:autoHyphenation/>")),
    wrong("G20", "№ and number", order(one=text(TEXT.replace("проект", "проект № 5")))),
    wrong("G20", "initials and surname", order(one=text(TEXT.replace(f"Исаеву{NB}Ш.А.", "Исаеву Ш.А.")))),
    wrong("G20", "year run together", order(one=text(TEXT.replace("проект ", "проект года 2023г. ")))),
    wrong("G20", "in a cell", order(after=split(row("1", "До 20 октября")))),
    wrong("G21", "straight quotes", order(one=text(TEXT.replace("проект", 'проект "Школа"')))),
    wrong("G21", "a hyphen for a dash", order(one=text(TEXT.replace("директора,", "директора - педагога,")))),
    wrong("G21", "two dashes", order(control=text(
        "4. Контроль за исполнением приказа – за собой: контроль оставляю за собой.", keep=True))),
    wrong("G21", "two kinds of quotes", order(one=text(TEXT.replace("проект", "проект “Школа”")))),
    wrong("G22", "two pictures", order(founder=centred(FOUNDER, after=120, inside=picture("герб") + picture("эмблема")))),
    wrong("G23", "another name", order(name=centred(FULL.replace("Казённое", "Бюджетное")))),
    wrong("G23", "no short name", order(short="")),
    wrong("G24", "below the name", order(founder="", short=centred(f"({SHORT})") + centred(FOUNDER, before=120))),
    wrong("G24", "absent", order(founder="")),
    wrong("G25", "ИНН on an order", order(short=centred(f"({SHORT})") + centred("ИНН 7830002293", before=60))),
    wrong("G26", "no kind", order(kind=""), FEW),
    wrong("G26", "another kind", order(kind=p("РАСПОРЯЖЕНИЕ", jc="center", before=360, after=240)), FEW),
    wrong("G26", "on a letter", letter(date=p("ПИСЬМО", before=60) + p(f"16.10.2023 №{NB}112", before=120)), FOR_LETTER),
    wrong("G27", "no date", order(date=p(f"№{NB}45-О"), annex_one=annex(f" №{NB}1", "План учёта"))),
    wrong("G27", "run together", order(date=table(row("16.10.2023г.", p(f"№{NB}45-О", jc="right"))))),
    wrong("G27", "no such day", order(
        date=table(row("31.09.2023", p(f"№{NB}45-О", jc="right"))),
        annex_one=ONE.replace("16.10", "31.09"), annex_two=TWO.replace("16.10", "31.09"))),
    wrong("G27", "two digits of a year", order(repeal=text(f"3. Признать утратившим силу приказ от 01.09.22 №{NB}10 (01.09.2022)."))),
    wrong("G27", "in the future", order(), replace(KNOWN, registered=date(2023, 10, 1))),
    wrong("G28", "two forms", order(repeal=text(f"3. Признать утратившим силу приказ от 1{NB}сентября 2022{NB}г. №{NB}10."))),
    wrong("G28", "not the school's", order(), date_form="words"),
    wrong("G29", "no number", order(date=table(row("16.10.2023", " ")))),
    wrong("G29", "б/н", order(date=table(row("16.10.2023", p(f"№{NB}б/н", jc="right"))),
          annex_one=ONE.replace("45-О", "б/н"), annex_two=TWO.replace("45-О", "б/н"))),
    wrong("G30", "against the mask", order(), number_mask="02-#"),
    wrong("G31", "no place", order(place="")),
    wrong("G32", "no heading", order(heading="")),
    wrong("G32", "six lines", order(heading=p("О назначении ответственных " * 12, right=2551, before=320, after=280))),
    wrong("G33", "in quotes", order(heading=p("«О назначении ответственных»", right=2551, before=320, after=280))),
    wrong("G33", "a full stop", order(heading=p("О назначении ответственных.", right=2551, before=320, after=280))),
    wrong("G33", "not the school's side", order(), heading_align="center"),
    wrong("G34", "no word", order(ordering=""), FEW),
    wrong("G34", "in the plural", order(ordering=text("Приказываем:")), FEW),
    wrong("G34", "no colon", order(ordering=p("ПРИКАЗЫВАЮ"))),
    wrong("G34", "said twice", order(control=text("4. Приказываю: контроль оставляю за собой.", keep=True))),
    wrong("G34", "a paragraph between", order(ordering=p("ПРИКАЗЫВАЮ:") + text("Учесть следующее."))),
    wrong("G34", "not the school's form", order(), ordering_form="spaced"),
    wrong("G36", "no author", order(preamble=text(REFERENCE.replace(" администрации Горного района", "")))),
    wrong("G36", "no date", order(preamble=text(REFERENCE.replace(" от 13.10.2023", "")))),
    wrong("G36", "no number", order(preamble=text(REFERENCE.replace(f" №{NB}262", "")))),
    wrong("G36", "no heading", order(preamble=text(REFERENCE.replace(" «О реализации проекта»", "")))),
    wrong("G37", "a gap", order(repeal=text(f"4. Признать утратившим силу приказ от 01.09.2022 №{NB}10."))),
    wrong("G37", "a repeat", order(control=text("3. Контроль за исполнением приказа оставляю за собой.", keep=True))),
    wrong("G37", "five levels", order(control=ORDER["control"].replace("4. ", "3.1.1.1.1. ").replace("3.1.1.1.1", "3.1.1.1.1"))),
    wrong("G37", "a dash before", order(one=text(f"- {TEXT}"))),
    wrong("G37", "Roman", order(one=text(TEXT[3:], list="1.0"), numbering=levels("upperRoman %1."))),
    wrong("G37", "an automatic list after a typed number", order(
        control=text("Контроль за исполнением приказа оставляю за собой.", list="1.0", keep=True),
        numbering=levels("decimal %1."))),
    wrong("G38", "nothing to do", order(control=text("4. Порядок общий. Контроль оставляю за собой.", keep=True),
          one=text(TEXT.replace("Назначить ", "Считаем ")))),
    wrong("G39", "no control", order(control=text("4. Исаевой" + NB + "Ш.А. доложить.", keep=True))),
    wrong("G40", "no clause", order(repeal="", control=text("3. Контроль за собой оставить, контроль оставляю за собой.", keep=True))),
    wrong("G40", "no number", order(repeal=text("3. Признать утратившим силу приказ от 01.09.2022."))),
    wrong("G41", "not opened", order(one=text(TEXT.replace(" (далее — РОП)", "")))),
    wrong("G42", "a tag", order(one=text(TEXT.replace("проект", "{{ проект }}")))),
    wrong("G42", "None", order(one=text(TEXT.replace("проект", "None")))),
    wrong("G42", "a blank", order(one=text(TEXT.replace("проект", "______")))),
    wrong("G42", "a space before a comma", order(one=text(TEXT.replace("директора,", "директора ,")))),
    wrong("G43", "rows that split", order(after=split(row("1", "Дело", whole=False)))),
    wrong("G43", "a head once", order(after=table(*(row("1", "Дело") for _ in range(15)), lined=True))),
    wrong("G44", "a column without a name", order(after=table(row("№", "", head=True), row("1", "Дело"), lined=True))),
    wrong("G44", "over the margin", order(after=table(HEAD, row("1", "Дело"), lined=True, widths=(4677, 6000)))),
    wrong("G45", "English", order(styles=ORDER_FONT.format("Tinos").replace("ru-RU", "en-US"))),
    wrong("G45", "unset", order(styles=ORDER_FONT.format("Tinos").replace('<w:lang w:val="ru-RU"/>', ""))),
    wrong("G46", "on the same page", order(annex_two=TWO.replace("<w:pageBreakBefore/>", ""))),
    wrong("G46", "at the left", order(annex_two=annex(f" №{NB}2", "Форма отчёта", left=0))),
    wrong("G46", "not said of which order", order(annex_two=annex(f" №{NB}2", "Форма отчёта", "№"))),
    wrong("G46", "another date", order(annex_two=TWO.replace("16.10.2023", "17.10.2023"))),
    wrong("G46", "another number", order(annex_two=TWO.replace("45-О", "46-О"))),
    wrong("G47", "a number for the only one", order(annex_two="", two=text(f"2. Исаевой{NB}Ш.А. вести учёт РОП (приложение №{NB}1)."))),
    wrong("G47", "1 and 3", order(annex_two=TWO.replace(f"Приложение №{NB}2", f"Приложение №{NB}3"),
          two=text(f"2. Исаевой{NB}Ш.А. вести учёт РОП (приложения №{NB}1, №{NB}3)."))),
    wrong("G47", "not named", order(two=text(f"2. Исаевой{NB}Ш.А. вести учёт РОП (приложение №{NB}1)."))),
    wrong("G48", "another gender", order(annex_one=annex(
        f" №{NB}1", "План учёта", "УТВЕРЖДЕНА", "приказом школы", f"от 16.10.2023 №{NB}45-О"))),
    wrong("G48", "not said by what", docx(
        stamp("УТВЕРЖДЁН") + p("План учёта", jc="center", before=240, after=240) + text("1. Обеспечить порядок.")), Facts(kind="план")),
    wrong("G49", "one that is not there", order(two=text(f"2. Исаевой{NB}Ш.А. вести РОП (приложения №{NB}1, №{NB}2, №{NB}3)."))),
    wrong("G50", "no date", docx(stamp(*STAMP[:3]) + text("1. Обеспечить порядок.") + p("План", before=240, after=240)), Facts(kind="план")),
    wrong("G50", "the date first", docx(stamp(STAMP[0], "16.10.2023 " + STAMP[1] + " " + STAMP[2]) + p("План", before=240, after=240)), Facts(kind="план")),
    wrong("G50", "at the left", docx(stamp(*STAMP, left=0) + p("План", jc="center", left=1276, before=240, after=240)), Facts(kind="план")),
    wrong("G50", "a colon", docx(stamp("УТВЕРЖДАЮ:", *STAMP[1:]) + p("План", before=240, after=240)), Facts(kind="план")),
    wrong("G51", "no name", order(after=ORDER["after"] + stamp(AGREED[0], AGREED[1], AGREED[3], left=0))),
    wrong("G51", "minutes without a number", order(
        after=ORDER["after"] + stamp("СОГЛАСОВАНО", "Протокол педагогического совета", "от 16.10.2023", left=0))),
    wrong("G53", "none", order(signature="")),
    wrong("G53", "spaces", order(signature=p("Директор          М.А." + NB + "Омаров"))),
    wrong("G53", "on two lines", order(signature=p("Директор") + p("М.А." + NB + "Омаров"))),
    wrong("G53", "a name beside the first line of the post", order(signature=signed(LONG_POST, bottom=False))),
    wrong("G54", "the school's name twice", order(signature=signed(f"Директор {SHORT}"))),
    wrong("G54", "no name at all", order(founder="", name="", short=""), replace(KNOWN, school_full=None, founder=None)),
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
    wrong("G60", "initials", letter(executor=p(f"Исп.: Исаева{NB}Ш.А.", before=480) + p("+7 900 000-00-02")), FOR_LETTER),
    wrong("G60", "no telephone", letter(executor=p("Исп.: Исаева Шахрузат Абдулкадыровна", before=480)), FOR_LETTER),
    wrong("G61", "no mark on a copy", order(), COPY),
    wrong("G61", "a mark on the original", order(signature=after(*TRUE))),
    wrong("G61", "no date", order(signature=after(*TRUE[:3]), after="", annex_one="", annex_two="", two=text("2. Вести учёт РОП.")),
          replace(COPY, people=())),
    wrong("G62", "only «выписка»", extract("ВЫПИСКА", *TRUE), replace(EXTRACT, copy=True)),
    wrong("G62", "not certified", extract("ВЫПИСКА ИЗ ПРИКАЗА"), replace(EXTRACT, copy=None)),
    wrong("G64", "in the middle", order(place=p("с. Нижнее", jc="center", before=120, inside=picture("QR", horizontal="center")))),
    wrong("G64", "in the line", order(place=p("с. Нижнее", jc="center", before=120, inside=picture("QR", floating=False)))),
    wrong("G64", "on the annex", order(annex_two=TWO + p(inside=picture("QR")))),
    wrong("G65", "no block", order(after="")),
    wrong("G65", "a person left out", order(), replace(KNOWN, people=("Исаева Ш.А.", "Гаджиев Гаджи Гаджиевич"))),
    wrong("G66", "no ОКПО", letter(top=letter_top(CONTACTS.replace("ОКПО 12345674, ", ""))) if (
        letter_top := lambda contacts: LETTER_TOP.replace(CONTACTS, contacts)) and (
        LETTER_TOP := __import__("tests.gost.documents", fromlist=["LETTER"]).LETTER["top"]) else b"", FOR_LETTER),
    wrong("G66", "a digit of ИНН", letter(top=letter_top(CONTACTS.replace("7830002293", "7830002294"))), FOR_LETTER),
    wrong("G67", "no line", letter(answer=""), FOR_LETTER),
    wrong("G67", "half", letter(answer=p(f"На №{NB}262 от ________", before=60)), FOR_LETTER),
    wrong("G67", "empty", letter(answer=p("На № ______ от ________", before=60)), FOR_LETTER),
    wrong("G68", "initials first", letter(top=LETTER_TOP.replace(f"Омарову{NB}М.А.", f"М.А.{NB}Омарову")), FOR_LETTER),
    wrong("G68", "nobody", letter(top=table(row(centred(FOUNDER, left=0, right=0) + centred(FULL, left=0, right=0) + centred(
        f"({SHORT})", left=0, right=0) + centred(CONTACTS, left=0, right=0), " "), widths=(4252, 5102))), FOR_LETTER),
    wrong("G68", "five", letter(top=LETTER_TOP.replace("</w:p></w:tc></w:tr>", "</w:p>" + p(f"Алиеву{NB}А.А.") * 4 + "</w:tc></w:tr>")),
          FOR_LETTER),
    wrong("G69", "no mark", letter(enclosed=""), FOR_LETTER),
    wrong("G69", "no sheets", letter(enclosed=p("Приложение: сведения.", keep=True)), FOR_LETTER),
    wrong("G69", "below the signature", letter(enclosed="", executor=p(f"Приложение: на 2{NB}л. в 1{NB}экз.") + p(
        "Исаева Шахрузат Абдулкадыровна", before=480) + p("+7 900 000-00-02")), FOR_LETTER),
    wrong("G70", "no closing", letter(closing=""), FOR_LETTER),
    wrong("G70", "no greeting", letter(greeting=""), FOR_LETTER),
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "data", "facts", "profile"),
    [pytest.param(rule, *case, id=f"{rule} {what}") for rule, what, *case in WRONG],
)
def test_a_wrong_document_is_found_by_its_rule_and_by_no_other_required_one(
    rule: str, data: bytes, facts: Facts, profile: Profile
) -> None:
    report = check(data, profile, facts)
    assert report.result(rule).outcome is Outcome.FOUND
    assert {finding.rule for finding in report.required} <= {rule}, [item.message() for item in report.required]


CHECKED = [rule.id for rule in rules() if not rule.eye]


@pytest.mark.parametrize("rule", CHECKED)
def test_a_right_document_passes_the_rule(rule: str) -> None:
    data, facts, profile = RIGHT.get(rule, (order(), KNOWN, Profile()))
    report = check(data, profile, facts)
    assert report.result(rule).outcome is Outcome.PASSED, report.result(rule)
    assert report.required == ()


@pytest.mark.parametrize("rule", CHECKED)
def test_every_rule_with_a_check_is_shown_a_wrong_document(rule: str) -> None:
    assert rule in {row[0] for row in WRONG}


@pytest.mark.parametrize("edition", ["2016", "2025"])
@pytest.mark.parametrize(("data", "facts"), [(order(), KNOWN), (letter(), FOR_LETTER)], ids=["order", "letter"])
def test_the_right_documents_have_no_finding_of_any_kind(data: bytes, facts: Facts, edition: str) -> None:
    report = check(data, Profile(edition=edition), facts)  # type: ignore[arg-type]  both editions
    assert [finding.message() for finding in report.findings] == []


def test_findings_of_wrong_documents_say_their_sentences_without_a_gap() -> None:
    for _, _, data, facts, profile in WRONG:
        for finding in check(data, profile, facts).findings:
            assert finding.sentence.endswith((".", ")", "»", "?")), finding
            assert "{" not in finding.sentence.replace("«{{", "")
            assert finding.status in Status


def test_permanent_keeping_is_longer_than_any_term() -> None:
    assert PERMANENT > 75
    assert mark("x") and LANDSCAPE and PORTRAIT
