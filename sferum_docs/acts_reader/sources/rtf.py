"""An act out of RTF: Word's, LibreOffice's and that of legal databases. The numbers of lists stand in the file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.model import ActText, Line
from sferum_docs.acts_reader.sources.letters import BULLET, as_windows, laid_out, taken_for_latin
from sferum_docs.acts_reader.sources.rtf_sheet import BODY, BOX, FONTS, HEAD, MARK, NOTE, SHOWN, SKIP, Formatting, Sheet
from sferum_docs.acts_reader.sources.rtf_tokens import (
    CHARSETS,
    SYMBOL_CHARSET,
    Token,
    hex_run,
    in_page,
    run_apart,
    tokens,
    unicode_run,
)
from sferum_docs.acts_reader.sources.tables import COLUMNS_APART
from sferum_docs.acts_reader.sources.texts import MAX_LINES, act_text
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEEPEST = 500  # groups within one another
_MOST_TOKENS = 1_500_000  # four seconds; an act of 10,000 lines has a third of it
_QUOTED = 80
_DEFAULT_PAGE = 1252
_DESTINATIONS = {
    **dict.fromkeys(
        b"colortbl stylesheet info pict objdata sp shprslt xe tc rxe fldinst upr filetbl listtable revtbl pn "
        b"bkmkstart bkmkend annotation nonshppict nonesttables".split(),
        SKIP,
    ),
    **dict.fromkeys(b"header headerl headerr headerf footer footerl footerr footerf".split(), HEAD),
    **dict.fromkeys((b"listtext", b"pntext"), MARK),
    **dict.fromkeys((b"shptxt", b"dptxbxtext"), BOX),
    b"fonttbl": FONTS,
    b"footnote": NOTE,
}
# these are read, though old programs pass over their groups
_TRANSPARENT = frozenset(b"shpinst shp do fldrslt field result shppict nesttableprops".split())
_SIGNS = {
    b"tab": "\t", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": BULLET, b"emspace": " ", b"enspace": " ", b"qmspace": " ", b"nestcell": COLUMNS_APART, b"line": "\n",
    b"nestrow": "\n", b"softline": " ", b"~": " ", b"-": "\u00ad", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}",
    b"\t": "\t",
}  # fmt: skip


def from_rtf(data: bytes) -> ActText:
    """The lines of an RTF file. FaultsError: damaged, nothing in it, more than any act has."""
    reader = _Reader()
    reader.read(data)
    lines = reader.sheet.lines
    if taken_for_latin(Counter("".join(line.text for line in lines))):  # a file that does not name its code page
        lines = [replace(line, text=as_windows(line.text), cells=tuple(map(as_windows, line.cells))) for line in lines]
    return act_text(lines, "rtf", reader.left_out(), list(reader.remarks()))


@dataclass
class _Reader:
    """Reads a file from its beginning to its end; what it says of a group is forgotten where the group ends."""

    sheet: Sheet = field(default_factory=Sheet)
    look: Formatting = field(default_factory=Formatting)
    stack: list[Formatting] = field(default_factory=list)
    fonts: dict[int, int] = field(default_factory=dict)  # number → code page, 0 of symbols
    code_page: int = _DEFAULT_PAGE
    default_font: int = 0
    hidden: list[str] = field(default_factory=list)
    corrected: bool = False
    starred: bool = False  # what follows is passed over by programs that do not know it
    passed: int = 0  # letters that stand for the one in Unicode before them

    def read(self, data: bytes) -> None:
        """Reads all. FaultsError: too long or groups too deep."""
        for number, token in enumerate(tokens(data)):
            if number > _MOST_TOKENS:
                raise FaultsError([Fault("act_long", values={"limit": MAX_LINES})])
            _TOKENS[token.kind](self, token)
        self.look = Formatting()
        self.sheet.end_paragraph(self.look)

    # -------------------------------------------------------------------------------- groups and words
    def brace(self, token: Token) -> None:
        """A group begins or ends."""
        self.passed, self.starred = 0, False
        if token.value == b"{":
            if len(self.stack) >= _DEEPEST:
                raise FaultsError([Fault("act_damaged")])
            self.stack.append(replace(self.look))
        elif self.stack:
            inner, self.look = self.look.into, self.stack.pop()
            if inner == BOX != self.look.into:
                self.sheet.end_box_line()

    def word(self, token: Token) -> None:
        """A word of control: a place of its own for what follows, a sign, or a rule of `_WORDS`."""
        name, number = token.value, token.number
        if self.passed:  # a word counts as one letter
            self.passed -= 1
        elif self.look.into == SKIP:
            return
        elif name in _DESTINATIONS or self.starred:
            self.starred = False
            self.look.into = self.look.into if name in _TRANSPARENT else _DESTINATIONS.get(name, SKIP)
        elif name in _SIGNS:
            self.write(_SIGNS[name])
        elif name in _WORDS:
            _WORDS[name](self, number)

    def sign(self, token: Token) -> None:
        """A mark of one sign."""
        if token.value == b"*":
            self.starred = True
        elif token.value in {b"\r", b"\n"}:
            self.sheet.end_paragraph(self.look)
        else:
            self.write(_SIGNS.get(token.value, ""))

    # -------------------------------------------------------------------------------- letters
    def text(self, token: Token) -> None:
        """Letters as they are."""
        raw = token.value[self.passed :]
        self.passed = max(self.passed - len(token.value), 0)
        if self.look.into in SHOWN:
            self.write(in_page(raw, self.page_of_font()))

    def hex(self, token: Token) -> None:
        r"""Letters by their numbers, \'xx."""
        raw = token.value[4 * self.passed :]
        self.passed = max(self.passed - len(token.value) // 4, 0)
        if self.look.into in SHOWN:
            self.write(hex_run(raw, self.page_of_font()))

    def unicode(self, token: Token) -> None:
        """Letters in Unicode, each with its substitute."""
        if self.look.substitutes == 1 and not self.passed:
            self.write(unicode_run(token.value))
            return
        for inner in run_apart(token.value):
            _TOKENS[inner.kind](self, inner)

    def letter(self, number: int | None) -> None:
        """One letter in Unicode; its substitutes follow."""
        if number is not None:
            self.write(chr(number % 65_536))
            self.passed = self.look.substitutes

    def page_of_font(self) -> int:
        """The code page of the letters that are read."""
        font = self.default_font if self.look.font < 0 else self.look.font
        return self.fonts.get(font, self.code_page)

    def write(self, text: str) -> None:
        """Letters on the sheet, unless nobody sees them."""
        look = self.look
        if look.into not in SHOWN or look.deleted or not text:
            return
        if look.hidden:
            self.hidden += [text] if look.into == BODY else []
        else:
            self.sheet.written[look.into].append(text.upper() if look.capitals else text)

    # -------------------------------------------------------------------------------- words of control
    def plain(self, _number: int | None) -> None:
        """Letters without any formatting."""
        self.look.font, self.look.size = -1, 24
        self.look.hidden = self.look.deleted = self.look.capitals = False

    def pard(self, _number: int | None) -> None:
        """A paragraph without any formatting."""
        look = self.look
        look.in_table, look.side, look.left, look.first, look.level = False, "", 0, 0, 0

    def font(self, number: int | None) -> None:
        """The font of letters, or the one that the table of fonts tells of."""
        self.look.font = number or 0

    def charset(self, number: int | None) -> None:
        """Which letters the font has that the table tells of."""
        if self.look.into == FONTS and number:
            self.fonts[self.look.font] = 0 if number == SYMBOL_CHARSET else CHARSETS.get(number, self.code_page)

    def corrections(self, number: int | None) -> None:
        """Letters that somebody has struck out or added, and nobody has accepted."""
        self.corrected = self.corrected or number != 0

    def deleted(self, number: int | None) -> None:
        """Letters that somebody has struck out."""
        self.look.deleted = number != 0
        self.corrections(number)

    # -------------------------------------------------------------------------------- what is beside the text
    def left_out(self) -> list[Line]:
        """Running heads, each once."""
        heads = (laid_out(text) for text in self.sheet.taken(HEAD).split("\n"))
        return [Line(0, text) for text in dict.fromkeys(heads) if text]

    def remarks(self) -> Iterator[Fault]:
        """What was not taken."""
        if self.corrected:
            yield Fault("act_corrections", warning=True)
        notes = [note for line in self.sheet.taken(NOTE).split("\n") if (note := " ".join(line.split()))]
        hidden = " ".join("".join(self.hidden).split())
        for code, texts in (("act_hidden", [hidden] if hidden else []), ("act_notes", notes)):
            if texts:
                shown = "; ".join(f"«{text[:_QUOTED]}»" for text in texts[:3])
                yield Fault(code, values={"text": shown, "count": str(len(texts))}, warning=True)


def _set(name: str, value: object = None) -> Callable[[_Reader, int | None], None]:
    """A rule that keeps the number of its word (or a value) in the formatting."""

    def keep(reader: _Reader, number: int | None) -> None:
        setattr(reader.look, name, (number or 0) if value is None else value)

    return keep


def _switch(name: str) -> Callable[[_Reader, int | None], None]:
    """A rule that is on unless its number is nought."""
    return lambda reader, number: setattr(reader.look, name, number != 0)


def _of_reader(name: str) -> Callable[[_Reader, int | None], None]:
    return lambda reader, number: setattr(reader, name, number or 0)


def _margin(name: bytes) -> Callable[[_Reader, int | None], None]:
    return lambda reader, number: reader.sheet.margins.update({name: number or 0})


_TOKENS: dict[str, Callable[[_Reader, Token], None]] = {
    "brace": _Reader.brace, "word": _Reader.word, "sign": _Reader.sign, "text": _Reader.text, "hex": _Reader.hex,
    "unicode": _Reader.unicode,
}  # fmt: skip
_WORDS: dict[bytes, Callable[[_Reader, int | None], None]] = {
    b"ansicpg": _of_reader("code_page"), b"deff": _of_reader("default_font"), b"u": _Reader.letter,
    b"uc": _set("substitutes"), b"f": _Reader.font, b"fcharset": _Reader.charset, b"fs": _set("size"),
    b"plain": _Reader.plain, b"pard": _Reader.pard, b"v": _switch("hidden"), b"caps": _switch("capitals"),
    b"deleted": _Reader.deleted, b"revised": _Reader.corrections, b"intbl": _set("in_table", value=True),
    b"li": _set("left"), b"fi": _set("first"), b"ilvl": _set("level"), b"qc": _set("side", "center"),
    b"qr": _set("side", "right"), b"ql": _set("side", ""), b"qj": _set("side", ""), b"margl": _margin(b"margl"),
    b"margr": _margin(b"margr"), b"paperw": lambda reader, number: setattr(reader.sheet, "width", number or 0),
    b"par": lambda reader, _: reader.sheet.end_paragraph(reader.look),
    b"sect": lambda reader, _: reader.sheet.end_page(reader.look),
    b"pagebb": lambda reader, number: reader.sheet.begin_page() if number != 0 else None,
    b"page": lambda reader, _: reader.sheet.end_page(reader.look),
    b"cell": lambda reader, _: reader.sheet.end_cell(reader.look),
    b"row": lambda reader, _: reader.sheet.end_row(reader.look),
}  # fmt: skip
