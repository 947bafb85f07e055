"""One render: its state, its bounds, and the way back from a failed line of code to the tag."""

from __future__ import annotations

import time
from collections import Counter
from string import hexdigits
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine.charts.drawing import draw_chart
from sferum_docs.docengine.charts.model import Chart
from sferum_docs.docengine.compiling.codegen import FILE
from sferum_docs.docengine.compiling.identity import MAX_NAME
from sferum_docs.docengine.findings import Finding, TemplateError, finding, refuse
from sferum_docs.docengine.marking import marked_runs
from sferum_docs.docengine.rich import Media, Picture, Rich, Span, draw, paragraphs, write_paragraphs, write_runs
from sferum_docs.docengine.values import to_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from sferum_docs.docengine.charts.layout import Frame
    from sferum_docs.docengine.compiling.identity import Identities
    from sferum_docs.docengine.compiling.numbering import Numbering
    from sferum_docs.docengine.compiling.tree import Tree
    from sferum_docs.docengine.rich import Formatting

MAX_SIZE = 120_000_000  # letters of XML, weighed as codegen weighs loops
LONG = 120  # letters; texts up to here are paid for with the loop that prints them
MAX_SECONDS = 8.0  # of the processor: a machine that has other things to do makes no template longer
MAX_COLUMNS = 63  # of a table in Word
MAX_CHARTS = 100  # of a document: each is three files, which every program opens


class RenderState:
    """What one render remembers: what it may still spend, and which bookmarks it has laid."""

    def __init__(
        self,
        known: Identities,
        lists: Numbering | None = None,
        own: frozenset[type] = frozenset(),
        *,
        marked: bool = False,
    ) -> None:
        self.left = MAX_SIZE
        self.deadline = time.thread_time() + MAX_SECONDS
        self.looked_at = time.monotonic() + MAX_SECONDS  # before it the processor cannot have worked so long
        self.names = known.names
        self.laid: Counter[str] = Counter(known.laid)
        self.numbers: dict[int, bytes] = {}
        self.free = known.first_free
        self.own = own
        self.marked = marked
        self.lists = lists
        self.current: dict[int, int] = {}
        self.fresh: list[tuple[int, int]] = []
        self.media = Media()
        self.part = ""
        self.formats: dict[int, Formatting] = {}
        self.frames: dict[int, Frame] = {}
        self.merges: set[int] = set()
        self.begins = False  # whether the cell written last begins a merge

    def items(self, found: Any, weight: int) -> Any:
        """Give the items of a list after paying for them; raise TypeError when it is no list."""
        if type(found) is not list and type(found) is not tuple:
            raise TypeError("not-list")
        self.left -= len(found) * weight
        if self.left < 0:
            raise refuse("render-too-big")
        self.tick()
        return found

    def counted(self, write: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
        """Give a writer that pays for every value: for data with long texts, which loops could multiply."""

        def pay(value: Any) -> bytes:  # as `pay` below, without a call more: it is most of what a render does
            text = write(value)
            self.left -= len(text)
            if self.left < 0:
                raise refuse("render-too-big")
            return text

        return pay

    def pay(self, text: bytes) -> bytes:
        """Pay for a text and give it back."""
        self.left -= len(text)
        if self.left < 0:
            raise refuse("render-too-big")
        return text

    def tick(self) -> None:
        """Stop a render that takes too long; the processor's clock costs ten times as much as that on the wall."""
        now = time.monotonic()
        if now > self.looked_at:
            left = self.deadline - time.thread_time()
            if left < 0:
                raise refuse("render-too-long")
            self.looked_at = now + left

    @staticmethod
    def has(holder: Any, path: tuple[str, ...]) -> bool:
        """Tell whether a dotted name leads to a value."""
        for step in path:
            if type(holder) is not dict or step not in holder:
                return False
            holder = holder[step]
        return True

    @staticmethod
    def lacks_paragraph(pieces: list[bytes], mark: int) -> bool:
        """Tell whether what was written since the mark does not end with a paragraph."""
        for at in range(len(pieces) - 1, mark - 1, -1):
            if pieces[at]:
                return not pieces[at].endswith((b"</w:p>", b"<w:p/>"))
        return True

    @staticmethod
    def span(value: Any) -> bytes:
        """Give how many columns a cell takes."""
        if type(value) is not int or not 1 <= value <= MAX_COLUMNS:
            raise refuse("not-columns")
        return b"%d" % value

    @staticmethod
    def colour(value: Any) -> bytes:
        """Give the colour of a cell: six hexadecimal digits."""
        text = str(value).lstrip("#")
        if type(value) is not str or len(text) != 6 or not set(text) <= set(hexdigits):  # noqa: PLR2004 -- RRGGBB
            raise refuse("not-colour")
        return text.upper().encode()

    def end_merge(self, key: int) -> None:
        """Forget the cells merged above: the next one begins a merge."""
        self.merges.discard(key)

    def merged(self, key: int, always: bool = False) -> bytes:
        """Tell how a cell is merged: the first of a merge begins it."""
        self.begins = always or key not in self.merges
        self.merges.add(key)
        return b"restart" if self.begins else b"continue"

    def restart(self, key: int) -> None:
        """Let a list begin anew, unless this is the first time."""
        known = self.lists
        if key not in self.current and known is not None:
            self.current[key] = int(known.lists[key].number)
        elif known is not None:
            self.current[key] = known.first_free + len(self.fresh)
            self.fresh.append((self.current[key], key))

    def numbered(self, key: int) -> bytes:
        """Give the number of a list where it is now."""
        return b"%d" % self.current[key]

    def runs(self, value: Any, number: int) -> bytes:
        """Write a value with formatting of its own between two runs."""
        return self._shown(write_runs(self._rich(value), self.formats[number], self._draw))

    def paragraphs(self, value: Any, number: int) -> bytes:
        """Write a value in the place of its tag's paragraph."""
        return self._shown(write_paragraphs(self._rich(value), self.formats[number], self._draw))

    def chart(self, value: Any, number: int) -> bytes:
        """Draw a chart; where there is nothing to draw its own words stand."""
        if type(value) is not Chart or not value:
            return self.runs(str(value) if type(value) is Chart else value, number)
        self.tick()
        if len(self.media.types) >= 2 * MAX_CHARTS:
            raise refuse("too-many-charts")
        self.free += 1
        text = draw_chart(value, self.frames[number], self.media, self.part, str(self.free))
        return self.pay(text.encode())

    def _shown(self, text: str) -> bytes:
        written = self.pay(text.encode())
        return marked_runs(written) if self.marked else written

    def _rich(self, value: Any) -> Rich:
        if type(value) is Span or type(value) is Picture:
            return Rich(((value,),))
        if type(value) is list or type(value) is tuple:
            return paragraphs(*(item if type(item) is Rich else to_text(item, self.own) for item in value))
        return value if type(value) is Rich else Rich(((Span(to_text(value, self.own)),),))

    def _draw(self, picture: Picture) -> str:
        self.free += 1
        return draw(picture, self.media.link(self.part, picture), str(self.free))

    def number(self) -> bytes:
        """Give the next free number."""
        self.free += 1
        return b"%d" % self.free

    def start(self, key: int) -> bytes:
        """Give the number of a bookmark that begins."""
        self.numbers[key] = self.number()
        return self.numbers[key]

    def end(self, key: int) -> bytes:
        """Give the number of the bookmark that ends."""
        return self.numbers.pop(key, None) or self.number()

    def name(self, key: int) -> bytes:
        """Give a bookmark's name: the first keeps it, the others get _раз2, _раз3."""
        name = self.names[key]
        self.laid[name] += 1
        if self.laid[name] == 1:
            return name.encode()
        suffix = f"_раз{self.laid[name]}"
        return (name[: MAX_NAME - len(suffix)] + suffix).encode()


def explain(error: Exception, tree: Tree, tags: dict[int, int]) -> TemplateError:
    """Say at which tag a render failed and why."""
    number, inside = _failed_tag(error.__traceback__, tags)
    if isinstance(error, TemplateError):
        found = [_at(item.code, tree, number, item.hint) for item in error.findings]
    elif not inside and str(error) != "not-list":
        found = [_at("render-failed", tree, number, f"{type(error).__name__}: {error}"[:200])]
    elif isinstance(error, KeyError):
        found = [_at("no-value", tree, number, f"Имя: {error.args[0]}.")]
    elif str(error) == "not-list":
        found = [_at("value-not-list", tree, number)]
    elif isinstance(error, TypeError) and ("indices" in str(error) or "subscriptable" in str(error)):
        found = [_at("value-not-record", tree, number)]
    elif isinstance(error, TypeError) and "not supported between" in str(error):
        found = [_at("not-comparable", tree, number)]
    else:
        found = [_at("render-failed", tree, number, f"{type(error).__name__}: {error}"[:200])]
    return TemplateError(found)


def _failed_tag(trace: TracebackType | None, tags: dict[int, int]) -> tuple[int, bool]:
    """Give the tag, and whether it failed itself and not inside a filter."""
    number, inside = -1, False
    while trace is not None:
        inside = trace.tb_frame.f_code.co_filename == FILE
        if inside:
            number = tags.get(trace.tb_lineno, -1)
        trace = trace.tb_next
    return number, inside


def _at(code: str, tree: Tree, number: int, hint: str = "") -> Finding:
    if number not in tree.tags:
        return finding(code, tree.part, hint=hint)
    tag = tree.tags[number]
    return finding(code, tag.part, tag.place, tag.source, hint)
