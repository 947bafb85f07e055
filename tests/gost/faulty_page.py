"""Documents with one fault each, rule by rule: the page and its text."""

from __future__ import annotations

from dataclasses import replace

from sferum_docs.gost.model import Profile
from tests.gost.documents import KNOWN, ORDER, SHORT, annex, centred, order, text
from tests.gost.pieces import LANDSCAPE, NB, NO_ANNEXES, ONE, ORDER_FONT, OWN, TEXT, TWO, Wrong, split, wrong
from tests.gost.word import PAGE, p, row, run, section

WRONG: tuple[Wrong, ...] = (
    wrong("G01", "letter size", order(end=section(12240, 15840))),
    wrong("G01", "no size", order(end=section(None))),
    wrong("G01", "the order itself lies", order(end=LANDSCAPE, **NO_ANNEXES)),
    wrong("G02", "narrow top", order(end=section(top=850))),
    wrong("G02", "narrow right", order(end=section(right=500))),
    wrong("G02", "no margins", order(end=section(margins=False), after=""), replace(KNOWN, retention=1, people=())),
    wrong(
        "G02",
        "narrow in the annex only",
        order(annex_two=p(section=section()) + TWO, end=section(bottom=500, first=False)),
    ),
    wrong("G03", "20 mm for ever", order(end=section(left=1134))),
    wrong("G04", "not mirrored", order(), replace(KNOWN, duplex=True)),
    wrong("G05", "number on the first page", order(end=section(first=False))),
    wrong("G05", "a first header that has it", order(first=p(jc="center", inside=PAGE))),
    wrong("G05", "no number", order(header=p())),
    wrong(
        "G05",
        "lost in the second section",
        order(annex_one=p(section=section()) + ONE, end=section(first=False, links="header default rId2")),
    ),
    wrong("G05", "none on even pages", order(settings="<w:evenAndOddHeaders/>")),
    wrong("G06", "at the right", order(header=p(jc="right", inside=PAGE))),
    wrong(
        "G06",
        "in the footer",
        order(
            header=p(),
            footer=p(jc="center", inside=PAGE),
            end=section(links="header default rId1 header first rId2 footer default rId3"),
        ),
    ),
    wrong("G06", "too near the edge", order(end=section(header=300))),
    wrong("G07", "between dashes", order(header=p("- ", jc="center", inside=PAGE + run(" -")))),
    wrong("G07", "Roman", order(end=section(numbers='<w:pgNumType w:fmt="upperRoman"/>'))),
    wrong("G08", "some anew", order(annex_one=p(section=section()) + ONE + p(section=OWN), end=section(first=False))),
    wrong("G08", "not as the school does", order(), profile=Profile(annex_pages="own")),
    wrong("G09", "two families", order(one=text(TEXT, font="PT Serif")), profile=Profile(edition="2016")),
    wrong("G09", "a face to be bought", order(styles=ORDER_FONT.format("Georgia")), profile=Profile(edition="2016")),
    wrong("G09", "an unset face", order(styles=ORDER_FONT.replace('w:ascii="{0}" w:hAnsi="{0}"', ""))),
    wrong("G09", "not the school's", order(), profile=Profile(font="PT Astra Serif")),
    wrong(
        "G09",
        "embedded",
        order(styles=ORDER_FONT.format("Times New Roman"), settings="<w:embedTrueTypeFonts/>"),
        profile=Profile(edition="2016"),
    ),
    wrong("G10", "11 points", order(one=text(TEXT, size=22))),
    wrong("G10", "12 among 14", order(one=text(TEXT, size=24))),
    wrong("G10", "unset", order(styles=ORDER_FONT.format("Tinos").replace('<w:sz w:val="28"/>', ""))),
    wrong("G11", "7 points", order(after=ORDER["after"] + split(row(p("1", size=14), p("Дело", size=14))))),
    wrong("G11", "16 points", order(after=ORDER["after"] + split(row(p("1", size=32), p("Дело", size=32))))),
    wrong("G12", "double", order(one=text(TEXT, line=480))),
    wrong("G12", "exactly 18 points", order(one=text(TEXT, line=360, rule="exact"))),
    wrong(
        "G13",
        "a long heading at 1.5",
        order(
            heading=p(
                "О назначении ответственных за использование информационной платформы в школе",
                right=2551,
                before=320,
                after=280,
                line=360,
            )
        ),
    ),
    wrong("G13", "an annex mark at 1.5", order(annex_one=annex(f" №{NB}1", "План учёта", line=360))),
    wrong(
        "G13",
        "place on the heading",
        order(place=p("с. Нижнее", jc="center"), heading=p("О назначении ответственных", right=2551, after=280)),
    ),
    wrong("G14", "no indent", order(one=text(TEXT, first=0))),
    wrong("G14", "hanging", order(one=text(TEXT, hang=360, left=720))),
    wrong("G14", "a tab", order(one=text("\t" + TEXT))),
    wrong("G15", "to the left", order(one=text(TEXT, jc="left"))),
    wrong("G15", "stretched", order(one=text(TEXT, jc="distribute"))),
    wrong("G15", "in an annex", order(annex_two=TWO.replace('<w:jc w:val="both"/>', ""))),
    wrong("G16", "letters apart", order(one=text(TEXT, spacing=40))),
    wrong("G16", "two spaces", order(one=text(TEXT.replace("Назначить ", "Назначить  ")))),
    wrong(
        "G17",
        "a heading across the page",
        order(
            heading=p(
                "О назначении ответственных за использование информационной платформы в школе", before=320, after=280
            )
        ),
    ),
    wrong(
        "G17",
        "a corner of 80 mm in 2016",
        order(
            annex_one=annex(
                f" №{NB}1", "План учёта", f"к приказу муниципального учреждения от 16.10.2023 №{NB}45-О", left=4819
            )
        ),
        profile=Profile(edition="2016"),
    ),
    wrong("G18", "an annex mark to the right", order(annex_one=annex(f" №{NB}1", "План учёта", jc="right"))),
    wrong("G18", "a name in two ways", order(short=centred(f"({SHORT})", jc="left"))),
    wrong(
        "G19", "a soft hyphen", order(heading=p("О назна\u00adчении ответственных", right=2551, before=320, after=280))
    ),
    wrong("G19", "automatic hyphens", order(settings="<w:autoHyphenation/>")),
    wrong("G20", "№ and number", order(one=text(TEXT.replace("проект", "проект № 5")))),
    wrong("G20", "initials and surname", order(one=text(TEXT.replace(f"Исаеву{NB}Ш.А.", "Исаеву Ш.А.")))),
    wrong("G20", "year run together", order(one=text(TEXT.replace("проект ", "проект года 2023г. ")))),
    wrong("G20", "in a cell", order(after=split(row("1", "До 20 октября")))),
    wrong("G21", "straight quotes", order(one=text(TEXT.replace("проект", 'проект "Школа"')))),
    wrong("G21", "a hyphen for a dash", order(one=text(TEXT.replace("директора,", "директора - педагога,")))),
    wrong(
        "G21",
        "two dashes",
        order(control=text("4. Контроль за исполнением приказа – за собой: контроль оставляю за собой.", keep=True)),
    ),
    wrong("G21", "two kinds of quotes", order(one=text(TEXT.replace("проект", "проект “Школа”")))),
)
