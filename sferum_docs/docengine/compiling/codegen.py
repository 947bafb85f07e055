"""A part with its tags becomes one Python function. Nothing of the author's gets into the code but constants."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.compiling.tree import INSTRUCTION
from sferum_docs.docengine.language.expressions import Expressions
from sferum_docs.docengine.language.language import STATEMENTS
from sferum_docs.docengine.language.tags import CLOSE, OPEN

if TYPE_CHECKING:
    from types import CodeType

    from sferum_docs.docengine.compiling.tree import Tree

FILE = "<template>"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TOKEN = re.compile(
    rf"<\?{INSTRUCTION}-(?P<guard>\w+) (?P<kind>\w+)\?>|<\?{INSTRUCTION} (?P<block>\d+)\?>"
    rf"|{OPEN}(?P<letter>[a-z]?)(?P<number>\d+){CLOSE}"
)
_COUNTER = re.compile(r"[in]\d+")
_IDENTITY = {"i": "s.start({})", "n": "s.name({})", "e": "s.end({})", "d": "s.number()", "l": "s.numbered({})"}
_IDENTITY |= {"m": "s.merged({})", "r": "s.merged({}, True)"}
PER_ITERATION, PER_PRINT, PER_FILTER = 100, 100, 600  # what a step costs of the size a render may have


@dataclass
class Source:
    """The code of one part, and which tag each of its lines comes from."""

    lines: list[str] = field(default_factory=list)
    tags: dict[int, int] = field(default_factory=dict)

    def code(self) -> CodeType:
        """Compile the lines."""
        return compile("\n".join(self.lines), FILE, "exec")


@dataclass
class _Loop:
    number: int
    weight: int = PER_ITERATION
    filters: bool = False
    else_from: int = 0


class Coder(Expressions):
    """Writes the function `part(c, o, s, t)`: context, list of pieces, state of this render, writer of a value."""

    def __init__(self, tree: Tree) -> None:
        super().__init__()
        self.tree = tree
        self.source = Source(["def part(c, o, s, t):"])
        self.depth = 1
        self.row: list[tuple[str, int]] = []
        self.loops: list[_Loop] = []
        self.blocks: list[str] = []
        self.guards: list[int] = []
        self.serial = 0

    def write(self) -> Source:
        """Go through the serialised part once."""
        text = DECLARATION + etree.tostring(self.tree.root, encoding="unicode")
        position = 0
        for token in _TOKEN.finditer(text):
            self.literal(text[position : token.start()])
            position = token.end()
            if token["guard"]:
                self.guard(token["guard"], token["kind"])
            elif token["letter"] in _IDENTITY:
                self.piece(_IDENTITY[token["letter"]].format(token["number"]))
            elif token["letter"]:
                number = int(token["number"])
                self.piece(self.attribute(token["letter"], number), number)
            else:
                self.tag(int(token["block"] or token["number"]))
        self.literal(text[position:])
        self.flush()
        return self.source

    # ---------------------------------------------------------------- lines and pieces
    def line(self, text: str, tag: int = -1) -> int:
        """Add a line of code; give its index."""
        self.source.lines.append("  " * self.depth + text)
        if tag >= 0:
            self.source.tags[len(self.source.lines)] = tag
        return len(self.source.lines) - 1

    def literal(self, text: str) -> None:
        """Add text that never changes."""
        if text:
            self.piece(repr(text.encode()))
            self.weigh(len(text))

    def piece(self, code: str, tag: int = -1) -> None:
        """Add an expression that gives text."""
        self.row.append((code, tag))

    def flush(self) -> None:
        """Write the pieces gathered since the last statement, one line each."""
        if not self.row:
            return
        if len(self.row) == 1:
            code, tag = self.row[0]
            self.line(f"o.append({code})", tag)
        else:
            self.line("o += (")
            for code, tag in self.row:
                self.line(f" {code},", tag)
            self.line(")")
        self.row.clear()

    def weigh(self, size: int) -> None:
        """Count a size for the loop around, whose every iteration costs it."""
        if self.loops:
            self.loops[-1].weight += size

    def on_filter(self) -> None:
        """Let the loop around watch the clock, for a filter may take its time."""
        if self.loops:
            self.loops[-1].filters = True
        self.weigh(PER_FILTER)

    # ---------------------------------------------------------------- tags
    def tag(self, number: int) -> None:
        """Write one tag."""
        statement = self.tree.statements[number]
        if statement.word == "print":
            self.piece(self.printed(number), number)
            self.weigh(PER_PRINT)
        elif statement.word in STATEMENTS:
            self.flush()
            getattr(self, "on_" + statement.word)(number)

    def on_if(self, number: int) -> None:
        """Open a branch."""
        self.line(f"if {self.test(number)}:", number)
        self.enter("if")

    def on_elif(self, number: int) -> None:
        """Open a branch taken when the ones before were not."""
        self.leave()
        self.line(f"elif {self.test(number)}:", number)
        self.enter("if")

    def on_else(self, number: int) -> None:
        """Open the last branch, of a condition or of a loop without items."""
        if self.blocks[-1] == "if":
            self.leave()
            self.line("else:", number)
            self.enter("if")
            return
        loop = self.end_loop()
        self.line(f"if not n{loop.number}:", number)
        self.enter("else")

    def on_endif(self, _: int) -> None:
        """Close a condition."""
        self.leave()

    def on_for(self, number: int) -> None:
        """Open a loop; what an iteration costs is known at its end and filled in there."""
        statement = self.tree.statements[number]
        self.serial += 1
        loop = _Loop(self.serial)
        items = self.items(number)
        self.line(f"l{loop.number} = s.items({items}, @{loop.number}@)", number)
        self.line(f"n{loop.number} = len(l{loop.number})")
        self.line(f"for i{loop.number}, x{loop.number} in enumerate(l{loop.number}, 1):")
        self.loops.append(loop)
        self.enter("for")
        for key in self.tree.restarts.get(number, ()):
            self.line(f"s.restart({key})")
        self.scopes.append({**self.scopes[-1], statement.target: f"x{loop.number}", "loop": str(loop.number)})

    def on_endfor(self, _: int) -> None:
        """Close a loop, or its else."""
        if self.blocks[-1] == "for":
            self.end_loop()
        else:
            self.leave()

    def end_loop(self) -> _Loop:
        """Close the body of a loop and fill in what an iteration costs."""
        loop = self.loops[-1]
        self.flush()
        if loop.filters:
            self.line("s.tick()")
        self.leave()
        self.loops.pop()
        self.scopes.pop()
        mark, weight = f"@{loop.number}@", str(loop.weight)
        lines = self.source.lines
        at = next(index for index in range(len(lines) - 1, -1, -1) if lines[index].endswith(f"{mark})"))
        lines[at] = lines[at].removesuffix(f"{mark})") + f"{weight})"
        return loop

    def enter(self, block: str) -> None:
        """Go one step in."""
        self.blocks.append(block)
        self.depth += 1
        self.line("pass")

    def leave(self) -> None:
        """Go one step out."""
        self.flush()
        self.blocks.pop()
        self.depth -= 1

    # ---------------------------------------------------------------- guards
    def guard(self, step: str, kind: str) -> None:
        """Write what keeps a cell, a row or a table sound when branches leave nothing in it."""
        self.flush()
        if step in {"first", "others", "end"}:
            self.once(step, kind)
            return
        if step == "merge":
            self.line(f"s.end_merge({kind[1:]})")
            return
        if step == "open":
            self.serial += 1
            self.guards.append(self.serial)
            self.line(f"m{self.serial} = len(o)")
            return
        number = self.guards[-1]
        if step == "inside":
            self.line(f"k{number} = len(o)")
        elif step == "full":
            self.line(f"f{number} = len(o) > k{number}")
        elif step == "spare":
            self.depth -= 1
            self.guards.pop()
        elif kind == "holder":
            self.line(f"if s.lacks_paragraph(o, m{number}):")
            self.depth += 1
        else:
            self.line(f"if not f{number}: del o[m{number}:]")
            self.guards.pop()

    def once(self, step: str, kind: str) -> None:
        """Write what only the first of merged cells shows: that of a loop's first item, or of the first row left."""
        if step != "first":
            self.depth -= 1
        if step != "end":
            first = f"i{self.scopes[-1].get('loop')} == 1" if kind == "cell" else "s.begins"
            self.line(f"if {first}:" if step == "first" else "else:")
            self.depth += 1
            self.line("pass")

    def attribute(self, letter: str, number: int) -> str:
        """Give the code of a cell's property."""
        loop = self.scopes[-1].get("loop")
        if letter == "v":
            return f"(b'restart' if i{loop} == 1 else b'continue')"
        if letter == "h":
            return f"b'%d' % n{loop}"
        code = self.expression(self.tree.statements[number].expression)
        return f"s.span({code})" if letter == "c" else f"s.colour({code})"

    # ---------------------------------------------------------------- expressions
    def printed(self, number: int) -> str:
        """Give the code of a printed value."""
        code = self.expression(self.tree.statements[number].expression)
        if number in self.tree.formats:
            return f"s.{self.shape(number)}({code}, {number})"
        if "f[" in code:  # what a filter gives may be longer than what it was given
            return f"s.pay(t({code}))"
        return f"b'%d' % {code}" if _COUNTER.fullmatch(code) else f"t({code})"

    def shape(self, number: int) -> str:
        """Tell whether a rich value becomes whole paragraphs, runs or a chart."""
        if number in self.tree.frames:
            return "chart"
        return "paragraphs" if self.tree.tags[number].marker == "p" else "runs"

    def test(self, number: int) -> str:
        """Give the code of a condition."""
        return self.expression(self.tree.statements[number].expression)

    def items(self, number: int) -> str:
        """Give the code of a loop's list."""
        return self.expression(self.tree.statements[number].expression)
