"""The runs of a paragraph as they are printed: fields, breaks, hidden and deleted text, images, text boxes."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sferum_docs.gost.reading.document import Picture, Run
from sferum_docs.gost.reading.package import Element, qn, value
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.wordml.text import FALLBACK, FIELD, MATH_TEXT, WRAPPERS, leaves, run_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sferum_docs.gost.reading.styles import Styles

_CHARS = {qn("w:tab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011", qn("w:softHyphen"): "\u00ad"}
_T, _BR, _FIELD, _INSTRUCTION = qn("w:t"), qn("w:br"), qn("w:fldChar"), qn("w:instrText")
_BOX = qn("w:txbxContent")
_PTAB = qn("w:ptab")
_TURNED = (qn("w:bdo"), qn("w:dir"))
_PICTURES = (qn("w:drawing"), qn("w:pict"))
MAX_LETTERS = 10_000  # in a paragraph: searches must stay quick on what nobody typed
_FIELD_NAME = re.compile(r"[A-ZА-ЯЁ]+|=")  # the name of a bookmark is a field too, a sum has no name


def children(element: Element) -> Iterator[Element]:
    """Children, with wrappers such as content controls and accepted insertions opened."""
    for child in element:
        if child.tag in WRAPPERS:
            yield from children(child)
        else:
            yield child


class Runs:
    """Reads the runs of one paragraph, following fields across them."""

    def __init__(self, styles: Styles, style: str, table_style: str) -> None:
        self.styles, self.style, self.table_style = styles, style, table_style
        self.runs: list[Run] = []
        self.pictures: list[Picture] = []
        self.fields: list[str] = []
        self.boxes: list[Element] = []
        self.hidden: list[Run] = []
        self.ptab = ""  # how the last tab that counts from the margins puts what follows
        self.breaks_first = self.breaks_last = False  # a page break before, or after, all the text
        self._begun = False
        self._state: list[str] = []  # fields that are open: "code" or "result"
        self._code = self._unprinted = ""

    def read(self, element: Element) -> None:
        """Reads the runs of a paragraph, those of wrappers too."""
        for run, pieces in groupby(leaves(element), key=lambda leaf: leaf if leaf.tag == FIELD else run_of(leaf)):
            if run is not None and run.tag == FIELD:
                self._note_field(run.get(qn("w:instr")) or "")
            elif run is not None:
                self._run(run, pieces, field=run.getparent() is not element and _in_field(run))

    def read_text(self, element: Element, number: int) -> str:
        """Reads a paragraph and gives its text. FaultsError when it is longer than anybody types."""
        self.read(element)
        text = "".join(run.shown for run in self.runs)
        if len(text) > MAX_LETTERS:
            raise FaultsError([Fault("docx_long_paragraph", f"абзац {number}", {"limit": MAX_LETTERS})])
        return text

    def begins_page(self, text: str) -> bool:
        """Whether the words of the paragraph stand after its page break."""
        return self.breaks_first and bool(text.strip())

    def found(self) -> dict[str, Any]:
        """What was read, by the names that a Paragraph has for it."""
        return {
            "runs": tuple(self.runs), "pictures": tuple(self.pictures), "fields": tuple(self.fields),
            "hidden": tuple(self.hidden), "ptab": self.ptab,
        }  # fmt: skip

    def _note_field(self, code: str) -> None:
        if name := _FIELD_NAME.search(code.upper()):
            self.fields.append(f"{name[0]} {code.upper()[name.end() :].strip()}".strip())

    def _run(self, element: Element, pieces: Iterable[Element], *, field: bool) -> None:
        direct = element.find(qn("w:rPr"))
        character = self.styles.style_or_default(value(direct, "w:rStyle"), "character")
        values = self.styles.run(self.style, self.table_style, character, direct)
        self._unprinted = ""
        text = "".join(self._piece(child) for child in pieces)
        if self._unprinted.strip():  # Word shows no text in the code of a field
            self.hidden.append(Run(self._unprinted, values))
        if next(element.iterancestors(*_TURNED), None) is not None and _turns(element):
            values = {**values, "turned": True}
        if text and not values.get("vanish"):
            self.runs.append(Run(text, values, field or bool(self._state)))
        elif text.strip():
            self.hidden.append(Run(text, values))

    def _piece(self, child: Element) -> str:
        tag = child.tag
        if tag in {_T, MATH_TEXT}:
            in_code = "code" in self._state
            self._unprinted += (child.text or "") if in_code else ""
            text = "" if in_code else child.text or ""
            self._begun = self._begun or bool(text.strip())
            self.breaks_last = self.breaks_last and not text.strip()
            return text
        if tag == _BR:
            if child.get(qn("w:type")) not in {"page", "column"}:  # where there is one column, the next is overleaf
                return "\n"
            self.breaks_last = True
            self.breaks_first = self.breaks_first or not self._begun
            return ""
        if tag == _FIELD:
            self._field(child.get(qn("w:fldCharType")))
        elif tag == _INSTRUCTION:
            self._code += child.text or ""
        elif tag == _PTAB:
            self.ptab = child.get(qn("w:alignment")) or ""
        elif tag in _PICTURES:
            self._drawing(child)
        return _CHARS.get(str(tag), "")

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._state.append("code")
            self._code = ""
        elif self._state and kind == "separate":
            self._state[-1] = "result"
            self._note_field(self._code)
        elif self._state and kind == "end" and self._state.pop() == "code":
            self._note_field(self._code)

    def _drawing(self, element: Element) -> None:
        self.boxes += [box for box in element.iter(_BOX) if not in_fallback(box)]
        for kind in ("wp:anchor", "wp:inline"):
            self.pictures += [_picture(item) for item in element.iter(qn(kind)) if _shows_image(item)]


def _turns(run: Element) -> bool:
    """Whether its letters are printed from right to left."""
    return any(step.get(qn("w:val")) == "rtl" for step in run.iterancestors(*_TURNED))


def _in_field(run: Element) -> bool:
    return next(run.iterancestors(FIELD), None) is not None


def _shows_image(element: Element) -> bool:
    return next(element.iter(qn("a:blip")), None) is not None


def _picture(element: Element) -> Picture:
    properties = element.find(qn("wp:docPr"))
    name = "" if properties is None else f"{properties.get('name') or ''} {properties.get('descr') or ''}"

    def align(axis: str) -> str:
        return element.findtext(f"{qn(axis)}/{qn('wp:align')}") or ""

    return Picture(element.tag == qn("wp:anchor"), align("wp:positionH"), align("wp:positionV"), name)


def in_fallback(element: Element) -> bool:
    """Whether an element repeats, for old programs, what stands beside it."""
    return next(element.iterancestors(FALLBACK), None) is not None
