"""Letters, lines and rows that nobody can read, and numbers without words: each is told, whatever made it so."""

from __future__ import annotations

import pytest

from sferum_docs.documents.checking.look import changes, look
from tests.docengine.word import p, pack, parts, r, table, word
from tests.documents.test_look import told_of_same_words
from tests.documents.test_look_hidden import PLAIN, W14, paper

EXACT = '<w:tr><w:trPr><w:trHeight w:val="400" w:hRule="exact"/></w:trPr>'
ROWS = table([["а", "б"], ["в", "г"]])
LOW = ROWS.replace("<w:tr>", EXACT)
WEB = '<w:rFonts w:hAnsi="Webdings"/>'
FAR = '<w:p><w:pPr><w:ind w:left="20000"/></w:pPr>'
THICK = (
    f'<w14:textOutline {W14} w14:w="127000"><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>'
    "</w14:textOutline>"
)
SHEET = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1701" w:right="850" w:top="1134" w:bottom="1134"/>'


def listed(level: str = "", before: str = "") -> bytes:
    """A paragraph with a number, and an empty one with what is given."""
    told = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{}"/>{}</w:lvl>'
    steps = "".join(told.format(step, text, level) for step, text in enumerate(("%1.", "%1 не исполнять")))
    lists = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="1">{steps}</w:abstractNum>{lists}'
    return paper(place=NUMBERED.format(0), after=f"<w:p><w:pPr>{before}</w:pPr></w:p>", numbering=numbering)


NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'


def headed(place: str) -> bytes:
    files = parts("раз", header1=f"<w:p><w:pPr>{place}</w:pPr>{r('шапка')}</w:p>")
    reference = f'{SHEET}<w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
    return pack({**files, "word/document.xml": files["word/document.xml"].replace(b"<w:sectPr/>", reference.encode())})


UNREAD = {
    "буквы на разных концах листа": (PLAIN, paper('<w:spacing w:val="4000"/>'), "apart"),
    "жёлтые на белом": (PLAIN, paper('<w:color w:val="FFFF00"/>'), "pale"),
    "чёрные на тёмно-синем": (PLAIN, paper('<w:highlight w:val="darkBlue"/>'), "pale"),
    "белая обводка поверх букв": (PLAIN, paper(THICK), "effect"),
    "значки вместо цифр": (word("10-12"), word(p(r("10-12", WEB))), "signs"),
    "пустой шрифт": (PLAIN, paper('<w:rFonts w:ascii="Adobe Blank" w:hAnsi="Adobe Blank"/>'), "face"),
    "штрихкод": (PLAIN, paper('<w:rFonts w:ascii="Libre Barcode 39" w:hAnsi="Libre Barcode 39"/>'), "face"),
    "узкий столбик": (PLAIN, paper(place='<w:ind w:left="6000" w:right="6000"/>'), "squeezed"),
    "правый отступ во весь лист": (PLAIN, paper(place='<w:ind w:right="20000"/>'), "squeezed"),
    "правый отступ за лист": (PLAIN, paper(place='<w:ind w:right="-20000"/>'), "outside"),
    "шапка за листом": (headed(""), headed('<w:ind w:left="20000"/>'), "outside"),
    "шапка в рамке на листе": (headed(""), headed('<w:framePr w:w="900" w:vAnchor="page" w:x="9" w:y="9"/>'), "frame"),
    "слова ячейки за листом": (word(ROWS), word(ROWS.replace("<w:p>", FAR, 1)), "outside"),
    "столбец за листом": (word(ROWS), word(ROWS.replace('"2000"', '"31680"')), "outside"),
    "интервал выталкивает из строки": (
        word(LOW), word(LOW.replace("<w:p>", '<w:p><w:pPr><w:spacing w:before="2000"/></w:pPr>', 1)), "cut"),
    "пустые абзацы выталкивают": (word(LOW), word(LOW.replace("<w:p>", "<w:p/><w:p/><w:p>", 1)), "cut"),
    "слова номером пустого абзаца": (listed(), listed(before=NUMBERED.format(1)), "alone"),
    "номер без слов": (listed(), listed(before=NUMBERED.format(0)), "alone"),
    "номер значками": (listed(), listed('<w:rPr><w:rFonts w:hAnsi="Wingdings"/></w:rPr>'), "pale_number"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "kind"), UNREAD.values(), ids=UNREAD)
def test_what_nobody_can_read_is_told(before: bytes, after: bytes, kind: str) -> None:
    assert told_of_same_words(before, after) == {kind}


@pytest.mark.parametrize("look_of", [
    '<w:color w:val="1F3864"/>', '<w:color w:val="808080"/>', '<w:highlight w:val="yellow"/>',
    '<w:spacing w:val="40"/>',
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>', '<w:rFonts w:hAnsi="PT Astra Serif"/>',
    '<w:rFonts w:hAnsi="Liberation Serif"/>',
])  # fmt: skip
def test_letters_that_are_read_are_not(look_of: str) -> None:
    assert not changes(look(PLAIN), look(paper(look_of)))
