"""Addresses in a document: what a browser would read as a script or a file is refused, however it is written."""

import io
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from sferum_docs.docengine import inspect_template
from sferum_docs.documents.making.preview import preview


def into(paragraph: Any, element: Any) -> None:
    """Puts an element of XML into a paragraph: python-docx has no fields, links or bookmarks."""
    paragraph._p.append(element)  # noqa: SLF001


def with_field(instruction: str) -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph("ссылка")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    into(paragraph, field)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def with_link(address: str) -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    number = document.part.relate_to(address, kind, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), number)
    link.append(paragraph.add_run("сюда")._r)  # noqa: SLF001  python-docx has no links
    into(paragraph, link)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "address",
    ["javascript:x", "java\tscript:x", "java\nscript:x", " JaVaScRiPt\r:x", "\u200bjavascript:x", "file:///c:/x",
     "%5c%5csrv", "//host/x", "java%09script:x"],
)  # fmt: skip
def test_a_disguised_address_is_refused_and_never_a_link_of_the_preview(address: str) -> None:
    data = with_link(address)
    assert "link-scheme" in [finding.code for finding in inspect_template(data)]
    assert "href" not in preview(data)


@pytest.mark.parametrize("address", ["https://sferum.ru/?a=1", "mailto:a@b.ru", "http://школа.рф/"])
def test_a_plain_address_stays(address: str) -> None:
    data = with_link(address)
    assert inspect_template(data) == []
    assert "href=" in preview(data)


@pytest.mark.parametrize(
    "instruction",
    ['HYPERLINK "javascript:x"', 'HYPERLINK " javascript:x"', 'HYPERLINK \\o "tip" "javascript:x"',
     'HYPERLINK \\t "_blank" "file:///c:/x"', "HYPERLINK javascript:x", 'HYPERLINK \\l "m" "file:///c:/x"'],
)  # fmt: skip
def test_every_argument_of_a_link_field_is_looked_at(instruction: str) -> None:
    assert "link-scheme" in [finding.code for finding in inspect_template(with_field(instruction))]


@pytest.mark.timeout(15)  # a quadratic search took 24 s for the attribute alone
@pytest.mark.parametrize("opening", ["{{ ", "{% "])
def test_braces_without_end_in_hidden_places_cost_no_time(opening: str) -> None:
    document = docx.Document()
    document.core_properties.comments = "x"
    bookmark = OxmlElement("w:bookmarkStart")
    bookmark.set(qn("w:id"), "1")
    bookmark.set(qn("w:name"), opening * 40_000)
    into(document.add_paragraph("текст"), bookmark)
    target = io.BytesIO()
    document.save(target)
    assert inspect_template(target.getvalue()) == []
