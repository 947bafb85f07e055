"""A copy marked «Верно» and an extract of an order (ГОСТ Р 7.0.97, requisite 26), made from the registered file."""

from __future__ import annotations

import io
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine import undated
from sferum_docs.wordml.text import P, T, W, leaves

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from docx.document import Document
    from docx.text.paragraph import Paragraph

KIND = "ВЫПИСКА ИЗ ПРИКАЗА"
VERIFIED, ORIGINAL, REPEALED = "Верно", "Подлинник находится", "утратил силу:"
# what the file's properties say of it, as Word shows them
EXEMPLAR, ISSUED, POINTS = "Экземпляр", "Заверен", "Пункты"
COPY, EXTRACT = "копия", "выписка"
SITE_COPY, SIGNED_COPY = "Копия для сайта", "копия с отметкой об электронной подписи"
_CUSTOM = "/docprops/custom.xml"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of custom properties (ECMA-376 part 1, 22.3)
_TEXT_VALUE = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"
_POINT, _PART, _TEXT = "Clause", "Subclause", "Text"
_SHOWN = ("/chart", "/image")
_AFTER = ("Acquaintance", "Annex", "NameNewPage")  # what comes when the order itself has ended


@dataclass(frozen=True, slots=True)
class Point:
    """A point of an order with its printed number; `text` includes its parts."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class CopyMark:
    """Who certifies, on which day (as printed), where the original lies; what has become of the document since."""

    post: str
    name: str
    day: str
    place: str
    note: str = ""


def points(content: bytes) -> tuple[Point, ...]:
    """The points of the order in a file; its annexes have numbers of their own and are no points."""
    found: list[Point] = []
    for item in own_blocks(opened(content)):
        style = _style(item)
        if style == _POINT:
            found.append(Point(len(found) + 1, _words(item)))
        elif style == _PART and found:
            found[-1] = Point(found[-1].number, f"{found[-1].text} {_words(item)}")
    return tuple(found)


def certified(content: bytes, mark: CopyMark) -> bytes:
    """The document with the mark of a copy below the signature."""
    document = opened(content)
    _add_mark(document, mark)
    return saved(document, {EXEMPLAR: COPY, ISSUED: mark.day})


def extract(content: bytes, wanted: Collection[int], mark: CopyMark) -> bytes:
    """The order with the wanted points alone, under their own numbers, certified; without annexes."""
    document = opened(content)
    section = deepcopy(next(document.element.body.iter(f"{{{W}}}sectPr")))
    own = list(own_blocks(document))
    for item in list(document.element.body):
        if item not in own:
            drop(item)
    _choose(own, wanted, document)
    for name in ("sectPr", "bookmarkStart", "bookmarkEnd"):
        for item in list(document.element.body.iter(f"{{{W}}}{name}")):
            drop(item)
    document.element.body.append(section)
    _leave_unshown(document)
    _add_mark(document, mark)
    points = ", ".join(str(number) for number in sorted(wanted))
    return saved(document, {EXEMPLAR: EXTRACT, ISSUED: mark.day, POINTS: points})


def _leave_unshown(document: Document) -> None:
    """The file of an extract holds no chart or picture that the extract does not show."""
    named = {str(value) for item in document.element.body.iter() for value in item.attrib.values()}
    links = document.part.rels
    for name in [name for name, link in links.items() if link.reltype.endswith(_SHOWN) and name not in named]:
        del links[name]


def opened(content: bytes) -> Document:
    """The document of a file."""
    import docx  # noqa: PLC0415  wanted when a file is opened

    return docx.Document(io.BytesIO(content))


def _choose(own: list[Any], wanted: Collection[int], document: Document) -> None:
    """Names the kind, gives the wanted points their numbers as text, takes the others out."""
    from docx.text.paragraph import Paragraph  # noqa: PLC0415  as below

    number = part = 0
    for item in own:
        style = _style(item)
        if style == "Kind":
            set_text(Paragraph(item, document), KIND)
        if style not in {_POINT, _PART}:
            continue
        number, part = (number + 1, 0) if style == _POINT else (number, part + 1)
        if number in wanted:
            _number(Paragraph(item, document), f"{number}.{part}. " if part else f"{number}. ", document)
        else:
            drop(item)


def own_blocks(document: Document) -> Iterator[Any]:
    """The blocks of the order itself, its signature last."""
    pointed = False
    for item in document.element.body:
        if item.tag == f"{{{W}}}sectPr" or _style(item) in _AFTER:
            return
        yield item
        pointed = pointed or _style(item) == _POINT
        if pointed and item.tag == f"{{{W}}}tbl" and _is_signature(item, document):
            return


def _is_signature(table: Any, document: Document) -> bool:
    from docx.table import Table  # noqa: PLC0415  as below

    return any(_style(item) == "Signature" for item in table.iter(P)) or len(Table(table, document).rows) == 1


def _style(item: Any) -> str:
    found = item.find(f"{{{W}}}pPr/{{{W}}}pStyle") if item.tag == P else None
    return "" if found is None else str(found.get(f"{{{W}}}val"))


def _words(item: Any) -> str:
    """The words of a point as every comparison reads them."""
    return " ".join("".join(leaf.text or "" for leaf in leaves(item) if leaf.tag == T).split())


def set_text(paragraph: Paragraph, text: str) -> None:
    """Puts a text in place of that of a paragraph, in the look of its first run."""
    first, *rest = paragraph.runs or [paragraph.add_run()]
    first.text = text
    for run in rest:
        drop(run._r)  # noqa: SLF001  python-docx has no other way


def _number(paragraph: Paragraph, number: str, document: Document) -> None:
    """Word would count the points that are left from one: the number becomes text."""
    paragraph.style = next(style for style in document.styles if style.style_id == _TEXT)
    (paragraph.runs or [paragraph.add_run()])[0].text = f"{number}{paragraph.runs[0].text}"


def _add_mark(document: Document, mark: CopyMark) -> None:
    from docx.table import Table  # noqa: PLC0415  as below

    *_, last = own_blocks(document)
    pattern = last if last.tag == f"{{{W}}}tbl" else None
    signature = None if pattern is None else deepcopy(pattern)
    lines = [new_paragraph(document, "CopyMark", VERIFIED)]
    if signature is None:
        lines.append(new_paragraph(document, "SignedOn", f"{mark.post}  ____________  {mark.name}"))
    else:
        first_row, *rest_rows = Table(signature, document).rows
        for row in rest_rows:  # others who signed, who wrote the letter
            drop(row._tr)  # noqa: SLF001  python-docx has no other way
        cells = first_row.cells
        for cell, text in ((cells[0], mark.post), (cells[-1], mark.name)):
            first, *rest = cell.paragraphs
            set_text(first, text)
            for paragraph in rest:
                drop(paragraph._p)  # noqa: SLF001  as above
        lines.append(signature)
    lines += [new_paragraph(document, "SignedOn", text) for text in (mark.day, mark.place, mark.note) if text]
    for item in reversed(lines):
        last.addnext(item)


def new_paragraph(document: Document, style: str, text: str) -> Any:
    """A paragraph that stands nowhere yet."""
    paragraph = document.add_paragraph(text)
    known = {item.style_id: item for item in document.styles}
    if style in known:
        paragraph.style = known[style]
    element = paragraph._p  # noqa: SLF001  as above
    drop(element)
    return element


def drop(element: Any) -> None:
    """Takes an element out of its file."""
    element.getparent().remove(element)


def saved(document: Document, properties: Mapping[str, str], *, alone: bool = False) -> bytes:
    """The file with these properties beside those of the document it was made from, or `alone`."""
    for part in document.part.package.iter_parts():
        if str(part.partname).casefold() == _CUSTOM:
            part._blob = _with_properties(part.blob, properties, alone=alone)  # noqa: SLF001  python-docx knows no such part
    target = io.BytesIO()
    document.save(target)
    return undated(target.getvalue())


def _with_properties(blob: bytes, properties: Mapping[str, str], *, alone: bool) -> bytes:
    from docx.opc.oxml import serialize_part_xml  # noqa: PLC0415  as below
    from docx.oxml import parse_xml  # noqa: PLC0415  as below

    root: Any = parse_xml(blob)
    for item in [item for item in root if alone or item.get("name") in properties]:
        root.remove(item)
    free = 1 + max((int(item.get("pid")) for item in root), default=1)
    space = root.tag.rpartition("}")[0] + "}"
    for number, (name, text) in enumerate(properties.items(), free):
        made = root.makeelement(f"{space}property", {"fmtid": _FORMAT_ID, "pid": str(number), "name": name})
        value = made.makeelement(_TEXT_VALUE, {})
        value.text = text
        made.append(value)
        root.append(made)
    return bytes(serialize_part_xml(root))
