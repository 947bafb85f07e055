"""The place that a report gives leads back to the very paragraph."""

import pytest
from lxml import etree

from sferum_docs.gost.model import FindingPlace
from sferum_docs.gost.reading.package import open_package
from sferum_docs.gost.reading.places import Paragraphs
from sferum_docs.gost.reading.scan import scan
from tests.docengine.word import NS, cell, p, table, word

BOX = f"<w:p><w:r><w:pict><w:txbxContent>{p('в рамке')}</w:txbxContent></w:pict></w:r></w:p>"
NESTED = table([["до", cell(p("строка") + table([["внутри"]]) + p("после"))]]).replace("<w:tc><w:tcPr", "<w:tc><w:tcPr")
CONTROL = f"<w:sdt><w:sdtContent>{p('в поле')}</w:sdtContent></w:sdt>"

FILES = {
    "paragraphs": word("раз", "два", "три"),
    "tables": word("раз", [["а", "б"], ["в\nг", "д"]], "два", [["е"]], "три"),
    "nested tables": word("раз", NESTED, [["потом"]], "два"),
    "content controls": word("раз", CONTROL, "два", [["а"]]),
    "text boxes": word("раз", BOX, "два"),
}


@pytest.mark.parametrize("name", FILES)
def test_every_paragraph_is_found_by_its_place(name: str) -> None:
    package = open_package(FILES[name])
    paragraphs = Paragraphs(package.main)
    seen = [item for item in scan(package).paragraphs if item.words]
    assert seen
    for item in seen:
        found = paragraphs.at(FindingPlace(item.part, item.number, item.cells, item.words))
        assert found is not None
        assert item.words in " ".join("".join(map(str, found.itertext())).split())


def test_a_place_in_a_header_or_nowhere_has_no_paragraph() -> None:
    paragraphs = Paragraphs(etree.fromstring(f"<w:document {NS}><w:body>{p('раз')}</w:body></w:document>"))
    assert paragraphs.at(FindingPlace("header", 1)) is None
    assert paragraphs.at(FindingPlace()) is None
    assert paragraphs.at(FindingPlace("document", 9)) is None
