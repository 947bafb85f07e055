"""Random expressions and random damage: no leak, no hang, no exception but TemplateError.

Run as `python -m benchmarks.fuzz [expressions] [files] [tables]`; the tests run the same with smaller numbers.
"""

from __future__ import annotations

import ast
import io
import random
import sys
import time
import zipfile
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from lxml import etree

from benchmarks.fuzz_tables import cases
from sferum_docs.docengine import TemplateError, check_file, file_text
from sferum_docs.docengine.compiler import build
from sferum_docs.docengine.compiling.codegen import Coder
from sferum_docs.docengine.compiling.tree import Tree, read_tree
from sferum_docs.docengine.language.tags import KINDS
from sferum_docs.documents.checking.look import changes, look
from sferum_docs.documents.checking.verification import differences
from sferum_docs.reading.faults import FaultsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sferum_docs.docengine import FileText
    from sferum_docs.documents.checking.look import Look

SLOW = 0.1  # seconds
_SLOW_TABLE = 2.0  # of our own processor time: a pack is compiled whole
_WITH_TABLES = 2
ATOMS = (
    "имя", "школа.директор.фио", "список", "x", "loop", "loop.index", "self", "cycler", "namespace", "lipsum", "config",
    "request", "g", "range", "dict", "joiner", "caller", "varargs", "_", "__builtins__", "context", "environment",
    "True", "none", "true", "'строка'", '"чат"', "«кавычки»", "0", "1", "-5", "99999999999999999999", "1e999", "0.5",
    "0x10", "1_000", "[]", "()", "{}", "[1, 2]", "(1,)", "('а', 'б')", "{'a': 1}", "''.__class__", "x.__class__",
    "x['__class__']", "x|attr('__class__')", "().__class__.__base__", "x.__init__.__globals__", "x._secret",
    "'%s'|format(x)", "'{0.__class__}'.format(x)", "x.format", "x.f_globals", "x.gi_frame", "x.mro()", "\\x5f",
)  # fmt: skip
JOINS = (
    " and ", " or ", " not ", " == ", " != ", " < ", " >= ", " in ", " not in ", " is ", " is defined", " is not ",
    " if ", " else ", "|", "|length", "|upper", "|join(', ')", "|join", "|map('upper')", "|attr(", "|e", "|safe", ".",
    "..", ",", ":", "(", ")", "[", "]", "{", "}", "+", "-", "*", "**", "/", "//", "%", "~", "=", ":=", "->", "\\", "'",
    '"', "“", "»", "`", "$", "@", "!", "?", ";", "#", "{{", "}}", "{%", "%}", "{#", "#}", " ", "\n", "\t", "\u00a0",
    "\u200b", "\u202e", "𝓍", "ª", "é", "lambda: ", "await ", "yield ", "import os", "*args", "**kw", "async ",
)  # fmt: skip
STATEMENTS = (
    "if ", "elif ", "else", "endif", "for x in ", "for x, y in ", "for _ in ", "endfor", "set x = ", "macro m()",
    "include ", "import ", "from 'a' import b", "extends ", "block b", "call ", "filter upper", "raw", "endraw", "do ",
    "with x = ", "autoescape false", "for x in список recursive", "for x in список if ", "trans", "debug", "print ",
)  # fmt: skip
_SAFE_NODES = (
    ast.Expression, ast.Name, ast.Load, ast.Subscript, ast.Constant, ast.Compare, ast.BoolOp, ast.And, ast.Or,
    ast.UnaryOp, ast.Not, ast.USub, ast.IfExp, ast.Tuple, ast.Call, ast.Attribute, ast.Eq, ast.NotEq, ast.Lt, ast.LtE,
    ast.Gt, ast.GtE, ast.In, ast.NotIn,
)  # fmt: skip


@dataclass
class Outcome:
    """What a run of random input came to."""

    tried: int = 0
    accepted: int = 0
    slowest: float = 0.0
    slow: float = SLOW
    faults: list[str] = field(default_factory=list)

    def attempt(self, what: str, action: Callable[[], bool]) -> None:
        """Let one attempt run; a slow one has two more chances, for the machine may have been busy.

        The clock is asked first: it never shows less than the processor's own, which costs as much as an attempt.
        """
        seconds, fault = self._run(action, time.perf_counter)
        if seconds > self.slow:
            seconds = min(self._run(action, time.process_time)[0] for _chance in range(2))
            fault = fault or (f"{seconds:.3f} s" if seconds > self.slow else "")
        self.tried += 1
        self.slowest = max(self.slowest, seconds)
        if fault:
            self.faults.append(f"{fault}: {what[:200]!r}")

    def _run(self, action: Callable[[], bool], clock: Callable[[], float]) -> tuple[float, str]:
        started = clock()
        fault = ""
        try:
            self.accepted += action()
        except (TemplateError, FaultsError) as error:
            fault = "" if str(error) else "an error that says nothing"
        except Exception as error:  # noqa: BLE001 -- any other exception is what we are looking for
            fault = f"{type(error).__name__} {error}"
        return clock() - started, fault


def bodies(amount: int, seed: int) -> Iterator[tuple[str, str]]:
    """Give random insides of tags, each with its opening braces."""
    chance = random.Random(seed)  # noqa: S311 -- the same attempts in every run
    for _ in range(amount):
        if chance.random() < 0.3:  # noqa: PLR2004 -- a part are well formed, up to one slip
            yield "{{", _slip(_formed(chance, 4), chance)
            continue
        pieces = []
        for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
            pieces += [chance.choice(ATOMS), chance.choice(JOINS)]
        if chance.random() < 0.5:  # noqa: PLR2004 -- half of them end with a value
            pieces.append(chance.choice(ATOMS))
        if chance.random() < 0.02:  # noqa: PLR2004 -- a few are very long or deep
            pieces = [chance.choice(("(", "not ", "-", "[", "x.", "x|upper|", "'")) * chance.randrange(1, 400), "x"]
        if chance.random() < 0.4:  # noqa: PLR2004 -- a good part are statements
            yield "{%", chance.choice(STATEMENTS) + "".join(pieces)
        else:
            yield "{{", "".join(pieces)


def _formed(chance: random.Random, depth: int) -> str:
    """Give an expression of the language."""
    if depth == 0 or chance.random() < 0.2:  # noqa: PLR2004 -- some end early
        return chance.choice(("имя", "школа.имя", "x", "x.фио", "loop.index", "5", "'а'", "«б»", "true", "none"))
    shape = chance.choice(("{} and {}", "{} or {}", "not {}", "{} == {}", "{} != {}", "{} <= {}", "{} > {}", "({})",
                           "{} if {} else {}", "{}|upper", "{}|join('; ')",
                           "имя in ('а', 'б')", "x.y is defined"))  # fmt: skip
    return shape.format(*(_formed(chance, depth - 1) for _ in range(shape.count("{}"))))


def _slip(text: str, chance: random.Random) -> str:
    """Put something foreign into half of the expressions."""
    if chance.random() < 0.5:  # noqa: PLR2004 -- the other half stays whole
        return text
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(ATOMS + JOINS) + text[at + chance.randrange(3) :]


def fuzz_expressions(amount: int, seed: int = 1) -> Outcome:
    """Read random tags; what is accepted must become harmless code."""
    outcome = Outcome()
    for opening, body in bodies(amount, seed):
        outcome.attempt(body, partial(_accept, opening, body))
    return outcome


_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHELL = f'<w:body xmlns:w="{_MAIN}"><w:p><w:r><w:t/></w:r></w:p></w:body>'


def _accept(opening: str, body: str) -> bool:
    """Read one tag as the engine does; raise AssertionError when its code could do more than look values up."""
    source = f"{opening} {body} {KINDS[opening][1]}"
    root = etree.fromstring(_SHELL)
    root[0][0][0].text = source
    tree = read_tree(root, "document")
    if tree.findings or len(tree.tags) != 1:
        return False
    number, statement = next(iter(tree.statements.items()))
    if statement.expression is not None:
        check_code(_expression_code(tree, number))
    return True


def _expression_code(tree: Tree, number: int) -> str:
    coder = Coder(tree)
    coder.scopes = [{"loop": "1", "x": "x1"}]
    return coder.expression(tree.statements[number].expression)


def check_code(code: str) -> None:
    """Raise AssertionError unless the code is made of look-ups by constants, comparisons and listed calls."""
    for node in ast.walk(ast.parse(code, mode="eval")):
        if not isinstance(node, _SAFE_NODES):
            raise AssertionError(f"{type(node).__name__} in {code}")  # noqa: TRY004 -- a finding
        if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Constant):
            raise AssertionError(f"computed subscript in {code}")  # noqa: TRY004 -- as above
        private = isinstance(node, ast.Subscript) and str(getattr(node.slice, "value", "")).startswith("_")
        if private and not ast.unparse(node).startswith("f["):
            raise AssertionError(f"private name in {code}")
        if isinstance(node, ast.Attribute) and ast.unparse(node) != "s.has":
            raise AssertionError(f"attribute in {code}")
        if isinstance(node, ast.Call) and not ast.unparse(node.func).startswith(("f[", "s.has")):
            raise AssertionError(f"call in {code}")


def fuzz_files(sample: bytes, amount: int, seed: int = 1) -> Outcome:
    """Compile damaged copies of a file; only TemplateError may come back, and soon."""
    outcome = Outcome()
    for number, data in enumerate(damaged(sample, amount, seed)):
        outcome.attempt(f"copy {number} of seed {seed}", partial(_built, data))
    return outcome


def fuzz_compared(sample: bytes, amount: int, seed: int = 1) -> Outcome:
    """Compare damaged copies of a file with it, words and look; only the two known refusals may come back."""
    outcome = Outcome()
    was, seen = file_text(sample), look(sample)
    for number, data in enumerate(damaged(sample, amount, seed)):
        outcome.attempt(f"compared copy {number} of seed {seed}", partial(_compared, was, seen, data))
    return outcome


def _compared(was: FileText, seen: Look, data: bytes) -> bool:
    differences(was, file_text(data))
    check_file(data)
    try:
        changes(seen, look(data))
    except FaultsError as error:
        return not error.faults
    return True


def _built(data: bytes) -> bool:
    build(data)
    return True


def damaged(sample: bytes, amount: int, seed: int) -> Iterator[bytes]:
    """Give copies with bytes changed in the archive, or inside one of its parts."""
    chance = random.Random(seed)  # noqa: S311 -- the same attempts in every run
    with zipfile.ZipFile(io.BytesIO(sample)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(amount):
        if chance.random() < 0.5:  # noqa: PLR2004 -- half outside, half inside
            yield _hurt(sample, chance)
        else:
            name = chance.choice(list(parts))
            yield pack({**parts, name: _hurt(parts[name], chance)}.items())


def pack(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Give an archive of the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _hurt(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(changed) + 1)
        what = chance.randrange(6)
        if what == 0:
            changed[at : at + 1] = bytes([chance.randrange(256)])
        elif what == 1:
            del changed[at : at + chance.randrange(1, 40)]
        elif what == 2:  # noqa: PLR2004 -- one of six ways
            changed[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 8)))
        elif what == 3:  # noqa: PLR2004 -- one of six ways
            changed[at:at] = changed[chance.randrange(len(changed) + 1) :][:50]
        elif what == 4:  # noqa: PLR2004 -- one of six ways
            changed[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"{{x}", b"{%p ", b"<w:p", b"]]>&"))
        elif chance.random() < 0.1:  # noqa: PLR2004 -- cut off now and then
            del changed[at:]
    return bytes(changed)


def sample() -> bytes:
    """Give a small file with a table, a loop, a branch and a bookmark."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    package = "application/vnd.openxmlformats-package.relationships+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    line = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>".format
    row = "<w:tr><w:tc>{}</w:tc></w:tr>".format
    rows = row(line("{%tr for x in список %}")) + row(line("{{ x.имя }}")) + row(line("{%tr endfor %}"))
    body = (
        line("{% if да %}") + '<w:p><w:bookmarkStart w:id="1" w:name="п_1"/><w:r><w:t>{{ имя</w:t></w:r>'
        '<w:r><w:t> }}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>' + line("{% endif %}")
        + f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>" + line("конец")
    )  # fmt: skip
    made = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" ContentType="{package}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{office}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{relation}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
    }
    return pack((name, text.encode()) for name, text in made.items())


def fuzz_tables(amount: int, seed: int = 1) -> dict[str, Outcome]:
    """Read damaged workbooks, text tables and packs; only FaultsError may come back."""
    outcomes: dict[str, Outcome] = {}
    for kind, what, action in cases(amount, seed):
        outcomes.setdefault(kind, Outcome(slow=_SLOW_TABLE)).attempt(what, action)
    return outcomes


def main(arguments: list[str]) -> int:
    """Run and print; give 1 when something was found."""
    if not all(item.isdecimal() for item in arguments):
        sys.stdout.write("Usage: run.py bench fuzz [expressions] [files] [tables]\n")
        return 2
    amounts = [int(item) for item in arguments] or [1_000_000, 20_000, 200]
    outcomes = {"expressions": fuzz_expressions(amounts[0])}
    if len(amounts) > 1:
        outcomes["files"] = fuzz_files(sample(), amounts[1])
        outcomes["compared"] = fuzz_compared(sample(), amounts[1])
    if len(amounts) > _WITH_TABLES:
        outcomes |= fuzz_tables(amounts[2])
    for name, outcome in outcomes.items():
        line = f"{name}: {outcome.tried} tried, {outcome.accepted} accepted, slowest {outcome.slowest * 1000:.1f} ms"
        sys.stdout.write(f"{line}, {len(outcome.faults)} faults\n")
        sys.stdout.writelines(f"  {fault}\n" for fault in outcome.faults[:20])
    return 1 if any(outcome.faults for outcome in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
