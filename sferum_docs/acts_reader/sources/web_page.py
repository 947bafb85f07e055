"""An act out of a page of the web that was saved as a file: paragraphs, lists with their numbers, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree, html

from sferum_docs.acts_reader.model import ActText, Line
from sferum_docs.acts_reader.sources.letters import BULLET, indent_of, laid_out, tidy
from sferum_docs.acts_reader.sources.tables import row_lines
from sferum_docs.acts_reader.sources.texts import MAX_LINES, act_text
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.numbers import digits
from sferum_docs.reading.sheets.encodings import page_text
from sferum_docs.reading.sheets.web_looks import PageLooks
from sferum_docs.wordml.counting import counted

_UNREAD = {
    "head", "script", "style", "noscript", "template", "nav", "aside", "button", "select", "textarea", "svg", "iframe",
    "object",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "table", "caption", "thead",
    "tbody", "tfoot", "blockquote", "pre", "section", "article", "header", "footer", "main", "center", "address",
    "form", "fieldset", "hr", "body", "html",
}  # fmt: skip
_CELLS = frozenset(("td", "th"))
_FOLDED = re.compile(r"[ \t\r\n\f]+")  # a space that does not break is kept
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}


def from_page(data: bytes) -> ActText:
    """The lines of a page. FaultsError: no page, nothing in it, more than any act has."""
    text = page_text(data)
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise FaultsError([Fault("act_foreign")]) from error
    if any("depth" in entry.message for entry in parser.error_log):  # the rest of the page was not read
        raise FaultsError([Fault("act_damaged")])
    return act_text(_Page(PageLooks(root)).read(root), "html")


@dataclass
class _Page:
    """Walks a page once."""

    looks: PageLooks
    words: list[str] = field(default_factory=list)
    mark: str = ""
    level: int | None = None
    sinks: list[list[Line]] = field(default_factory=lambda: [[]])  # of the page and of the cells that are open
    rows: list[list[list[Line]]] = field(default_factory=list)
    lists: list[list[str | int]] = field(default_factory=list)  # the form and the last number of each that is open

    def read(self, root: etree._Element) -> list[Line]:
        """The lines of the page."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = str(element.tag)
            if event == "start":
                if tag in _UNREAD or self.looks.of(element).hidden:
                    walk.skip_subtree()
                    continue
                self.begin(tag, element)
                self.say(element.text, kept=tag == "pre")
            else:
                if tag not in _UNREAD and not self.looks.of(element).hidden:
                    self.end(tag)
                self.say(element.tail)
        self.end_block()
        return self.sinks[0]

    def say(self, text: str | None, *, kept: bool = False) -> None:
        """Words of the page; their white space is one space, unless it is set as it is typed."""
        if text:
            self.words.append(text.replace("\r\n", "\n") if kept else _FOLDED.sub(" ", text))

    def begin(self, tag: str, element: etree._Element) -> None:
        """An element begins."""
        if tag == "br":
            self.words.append("\n")
        elif tag in _BLOCKS or tag in _CELLS or tag == "tr":
            self.end_block()
        if tag in {"ol", "ul"}:
            form = _FORMS.get(element.get("type") or "1", "decimal") if tag == "ol" else "bullet"
            self.lists.append([form, (digits(element.get("start")) or 1) - 1])
        elif tag == "li" and self.lists:
            self.mark, self.level = self.next_mark(element), len(self.lists) - 1
        elif tag == "tr":
            self.rows.append([])
        elif tag in _CELLS and self.rows:
            self.sinks.append([])

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in _BLOCKS or tag in _CELLS or tag == "tr":
            self.end_block()
        if tag in {"ol", "ul"} and self.lists:
            self.lists.pop()
        elif tag in _CELLS and len(self.sinks) > 1 and self.rows:
            self.rows[-1].append(self.sinks.pop())
        elif tag == "tr" and self.rows:
            columns = self.rows.pop()
            self.sinks[-1].extend(row_lines(columns) if columns else ())
            if len(self.sinks[-1]) > MAX_LINES:
                raise FaultsError([Fault("act_long", values={"limit": MAX_LINES})])

    def next_mark(self, element: etree._Element) -> str:
        """The number or sign of an item of a list."""
        form, last = self.lists[-1]
        if form == "bullet":
            return BULLET
        number = digits(element.get("value")) or int(last) + 1
        self.lists[-1][1] = number
        return f"{counted(number, str(form))}."

    def end_block(self) -> None:
        """The lines of a paragraph: those after the first were broken by hand."""
        text = tidy("".join(self.words)).replace("\f", "\n")
        self.words.clear()
        if not text.strip():
            return
        for number, line in enumerate(text.strip("\n").split("\n")):
            first = number == 0
            mark, level = (self.mark, self.level) if first else ("", None)
            self.sinks[-1].append(Line(0, laid_out(line), mark, 1, indent_of(line), level, whole=first))
        self.mark, self.level = "", None
