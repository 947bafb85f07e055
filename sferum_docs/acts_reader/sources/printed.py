"""Words with their places on a page → the printed lines of it, in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.sources.letters import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.reading.pdf_child import PdfWord

_SAME_LINE = 0.35  # of the height of letters: an index stands so much higher
_SAME_ROW = 0.6  # two columns need not stand on one line
_HIGH = 2.0  # the height of a letter in its widths
_WIDE_GAP = 3.0  # letters
_AFTER_MARK = 8.0  # letters between the mark of a clause and its text, at most
_EVEN, _JUSTIFIED = 0.8, 12.0  # how much alike the gaps of such a line are, and how wide in letters
_UNLIKE = 2.2  # times the usual gap of the line
_LEAST_GAPS = 3  # tell what is usual
_NARROW_GAP, _WIDEST_GAP = 4, 60  # spaces
_COLUMN_LINES = 10  # a letterhead of two columns has fewer
_FULL = 0.6  # of the width of a column its lines fill, when it is prose


@dataclass(frozen=True)
class PrintedLine:
    """A line of a page; `pieces` are its words, parted where a column ends."""

    pieces: tuple[tuple[PdfWord, ...], ...]
    letter: float  # the width of one of its letters
    column: int = 0  # 1 and 2 of two columns of prose

    @property
    def words(self) -> tuple[PdfWord, ...]:
        """All its words."""
        return tuple(word for piece in self.pieces for word in piece)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.pieces[0][0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.pieces[-1][-1].right

    @property
    def base(self) -> float:
        """How high it stands."""
        return self.pieces[0][0].base

    @property
    def text(self) -> str:
        """Its words; as many spaces between columns as letters have room there."""
        written = ""
        before: PdfWord | None = None
        for piece in self.pieces:
            if before is not None:
                wide = round((piece[0].left - before.right) / max(self.letter, 0.1))
                written += " " * min(max(wide, _NARROW_GAP), _WIDEST_GAP)
            written += " ".join(word.text for word in piece)
            before = piece[-1]
        return written


def letter_width(words: Sequence[PdfWord]) -> float:
    """The usual width of a letter of these words."""
    letters = sum(len(word.text) for word in words)
    return sum(max(word.right - word.left, 0.0) for word in words) / letters if letters else 1.0


def printed_lines(words: Sequence[PdfWord]) -> list[PrintedLine]:
    """The lines from above; two columns of prose one after the other, what stands side by side in one line."""
    letter = max(letter_width(words), 0.1)
    lines: list[list[PdfWord]] = []
    for word in sorted(words, key=lambda word: (-word.base, word.left)):
        if lines and lines[-1][0].base - word.base <= _SAME_LINE * _HIGH * letter:
            lines[-1].append(word)
        else:
            lines.append([word])
    rows: list[list[PdfWord]] = []
    for line in lines:
        if rows and _stand_beside(rows[-1], line, letter * _HIGH):
            rows[-1] += line
        else:
            rows.append(line)
    return _in_columns([_line(sorted(row, key=lambda word: word.left), letter) for row in rows])


def _stand_beside(row: Sequence[PdfWord], line: Sequence[PdfWord], height: float) -> bool:
    """Whether a line a little lower is another column of the row: no word of it stands below one of the row."""
    return row[0].base - line[0].base <= _SAME_ROW * height and all(
        word.left > other.right + height or word.right < other.left - height for word in line for other in row
    )


def _line(words: Sequence[PdfWord], page_letter: float) -> PrintedLine:
    letter = max(letter_width(words), 0.1)
    gaps = [after.left - word.right for word, after in pairwise(words)]
    usual = median(gaps) if len(gaps) >= _LEAST_GAPS else letter / 2
    wide = min(letter, page_letter)  # capitals are wider, the room between columns is not
    if len(gaps) > 1 and _EVEN * max(gaps) < min(gaps) and max(gaps) < _JUSTIFIED * wide:
        return PrintedLine((tuple(words),), letter)  # few words spread over the whole line
    pieces = [[words[0]]]
    for gap, word in zip(gaps, words[1:], strict=True):
        marked = word is words[1] and gap < _AFTER_MARK * wide and MARK.fullmatch(words[0].text) is not None
        if gap > _WIDE_GAP * wide and gap > _UNLIKE * usual and not marked:
            pieces.append([])
        pieces[-1].append(word)
    return PrintedLine(tuple(map(tuple, pieces)), letter)


# ------------------------------------------------------------------------------------ columns of prose
def _in_columns(lines: list[PrintedLine]) -> list[PrintedLine]:
    middle = _gutter(lines)
    if middle is None:
        return lines
    ordered: list[PrintedLine] = []
    run: list[PrintedLine] = []
    for line in lines:
        if _crosses(line, middle):
            ordered += [*_unfolded(run, middle), line]
            run = []
        else:
            run.append(line)
    return [*ordered, *_unfolded(run, middle)]


def _gutter(lines: Sequence[PrintedLine]) -> float | None:
    """Where the white strip between two columns may run: in the middle of the gap that most lines share."""
    gaps = [(before[-1].right, after[0].left) for line in lines for before, after in pairwise(line.pieces)]
    if len(gaps) < _COLUMN_LINES:
        return None
    middles = sorted({round((left + right) / 2) for left, right in gaps})
    best = max(middles, key=lambda middle: sum(left < middle < right for left, right in gaps))
    return float(best)


def _crosses(line: PrintedLine, middle: float) -> bool:
    return any(piece[0].left < middle < piece[-1].right for piece in line.pieces)


def _unfolded(run: list[PrintedLine], middle: float) -> list[PrintedLine]:
    """The left column and then the right one, when both are prose."""
    left = list(_halves(run, middle, column=1))
    right = list(_halves(run, middle, column=2))
    both = sum(line.left < middle < line.right for line in run)
    if both < _COLUMN_LINES or not (_is_prose(left) and _is_prose(right)):
        return run
    return [*left, *right]


def _halves(run: Sequence[PrintedLine], middle: float, *, column: int) -> Iterator[PrintedLine]:
    for line in run:
        pieces = tuple(piece for piece in line.pieces if (piece[0].left < middle) is (column == 1))
        if pieces:
            yield PrintedLine(pieces, line.letter, column)


def _is_prose(lines: Sequence[PrintedLine]) -> bool:
    """Whether most of its lines go from one edge to the other; cells of a table seldom do."""
    if not lines:
        return False
    edge, width = min(line.left for line in lines), max(line.right for line in lines)
    return median((line.right - line.left) / max(width - edge, 0.1) for line in lines) >= _FULL
