"""The acts of `acts/` in other forms: Word with its own numbers, RTF, PDF with the lines that a margin broke."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.acts_reader.pdfs import HEIGHT, SIZE, Mark, face, pdf
from tests.gost.word import docx, p, row, table

ACTS = Path(__file__).with_name("acts")
_GAP = re.compile(r" {6,}|\t+")  # fewer spaces only fill a line
_LEFT, _RIGHT, _LETTER, _LINE, _BOTTOM = 85.0, 545.0, 5.6, 17.0, 60.0
_SPACED = re.compile(r"(?:\b\w ){4,}\w")
_DECIMAL = re.compile(r"(\d+)((?:\.\d+)*)\.")


class Form:
    """An act taken apart by its gold: the lines above the clauses, the clauses with their depth, the lines below."""

    def __init__(self, name: str) -> None:
        gold = json.loads((ACTS / f"{name}.gold.json").read_text("utf-8"))
        self.text = (ACTS / f"{name}.txt").read_bytes()
        lines = self.text.decode("utf-8-sig").replace("\f", "\n").splitlines()
        self.clauses = list(_walk(gold["clauses"], 0))
        first, last = self.clauses[0][2], self.clauses[-1][2]
        begin = next(place for place, line in enumerate(lines) if _bare(line) and first.startswith(_bare(line)[:30]))
        end = max(place for place, line in enumerate(lines) if _bare(line) and last.endswith(_bare(line)[-30:]))
        self.above, self.below = lines[:begin], lines[end + 1 :]


def _walk(nodes: list[dict[str, Any]], depth: int) -> Iterator[tuple[int, str, str]]:
    for node in nodes:
        yield depth, node["marker"], node["text"]
        yield from _walk(node["children"], depth + 1)


def _bare(line: str) -> str:
    """A line of a clause without its mark."""
    return re.sub(r"^\s*(?:[\d.]+[.)]?|\w\)|[-–•])?\s*", "", line).strip()


# ------------------------------------------------------------------------------------ Word
def as_word(form: Form) -> bytes:
    """Marks are counted by Word where it would count them so; the others are typed."""
    body = "".join(_block(line) for line in form.above)
    lists = _Lists()
    for depth, mark, text in form.clauses:
        number = lists.number(depth, mark)
        body += p(text, list=number) if number else p(f"{mark} {text}".strip())
    body += "".join(_block(line) for line in form.below)
    return docx(body, numbering=lists.part())


def _block(line: str) -> str:
    cells = [cell.strip() for cell in _GAP.split(line.strip())]
    if len(cells) > 1:
        return table(row(*cells), widths=(4000,) * len(cells))
    return p(line.strip(), left=(len(line) - len(line.lstrip())) * 140)


class _Lists:
    """The lists of a file: figures of several levels in one, each other list anew below its clause."""

    def __init__(self) -> None:
        self.counts: dict[int, int] = {}
        self.inner: dict[int, tuple[str, int, int]] = {}  # depth → (style, number of the list, last)
        self.others: list[str] = []

    def number(self, depth: int, mark: str) -> str:
        for deeper in [known for known in self.inner if known > depth]:
            del self.inner[deeper]
        if not _DECIMAL.fullmatch(mark):
            return self._other(depth, mark)
        parts = [int(part) for part in mark.strip(".").split(".")]
        counted = {level: count for level, count in self.counts.items() if level <= depth}
        counted[depth] = counted.get(depth, 0) + 1
        if parts != [counted.get(level, 0) for level in range(depth + 1)]:
            return ""  # typed, for Word would count otherwise
        self.counts = counted
        return f"1.{depth}"

    def _other(self, depth: int, mark: str) -> str:
        style = {"–": "bullet –", "-": "bullet -", "•": "bullet \uf0b7"}.get(mark, "")
        if not style and re.fullmatch(r"[а-я]\)|\d+\)", mark):
            style = "decimal %1)" if mark[0].isdigit() else "russianLower %1)"
        if not style:
            return ""
        known, number, last = self.inner.get(depth, ("", 0, 0))
        count = int(mark[:-1]) if mark[:-1].isdigit() else "абвгдежзиклмн".find(mark[0]) + 1
        if known != style:
            if count > 1:
                return ""
            self.others.append(style)
            number, last = len(self.others) + 1, 0
        if not style.startswith("bullet") and count != last + 1:
            return ""
        self.inner[depth] = (style, number, last + 1)
        return f"{number}.0"

    def part(self) -> str:
        decimals = "".join(
            _level(step, "decimal", "".join(f"%{up + 1}." for up in range(step + 1))) for step in range(5)
        )
        kinds = [decimals, *(_level(0, *style.split(" ", 1)) for style in self.others)]
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{place}">{levels}</w:abstractNum>' for place, levels in enumerate(kinds)
        )
        return abstract + "".join(
            f'<w:num w:numId="{place + 1}"><w:abstractNumId w:val="{place}"/></w:num>' for place in range(len(kinds))
        )


def _level(step: int, form: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{step}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


# ------------------------------------------------------------------------------------ RTF and PDF
def as_rtf(form: Form) -> bytes:
    """As Word saves it: the marks of lists before their paragraphs, letters in Unicode with a substitute each."""
    lines = [rf"\pard {_rtf(line)}\par" for line in form.above]
    for depth, mark, text in form.clauses:
        listed = rf"{{\listtext\pard\plain {_rtf(mark)}\tab}}\ls1\ilvl{depth}" if mark else ""
        lines.append(rf"\pard\plain\li{depth * 567}{listed} {_rtf(text)}\par")
    lines += [rf"\pard {_rtf(line)}\par" for line in form.below]
    return ("{\\rtf1\\ansi\\ansicpg1251\n" + "\n".join(lines) + "}").encode("ascii")


def _rtf(text: str) -> str:
    escaped = re.sub(r"([\\{}])", r"\\\1", text).replace("\t", r"\tab ")
    return "".join(char if char < "\x7f" else rf"\u{(ord(char) + 32768) % 65536 - 32768}?" for char in escaped)


def as_pdf(form: Form) -> bytes:
    """Printed: paragraphs broken at the margin, pages with their numbers."""
    flow = _Flow()
    for line in form.above:
        flow.columns(line)
    for _depth, mark, text in form.clauses:
        flow.paragraph(f"{mark} {text}".strip())
    for line in form.below:
        flow.columns(line)
    return pdf(*flow.pages)


def _kept(spaced: re.Match[str]) -> str:
    """A word whose letters stand apart, on one line."""
    return spaced[0].replace(" ", "_")


class _Flow:
    """Lines that go down the pages."""

    def __init__(self) -> None:
        self.pages: list[list[Mark]] = [[]]
        self.at = HEIGHT - 60.0

    def line(self, *marks: tuple[float, str]) -> None:
        if self.at < _BOTTOM:
            self.pages.append([(310.0, HEIGHT - 35.0, str(len(self.pages) + 1))])
            self.at = HEIGHT - 60.0
        self.pages[-1] += [(left, self.at, text) for left, text in marks]
        self.at -= _LINE

    def columns(self, line: str) -> None:
        """A line whose columns stand where its spaces put them; one too wide goes on below."""
        marks: list[tuple[float, str]] = []
        end, place = 0.0, 0
        for cell in _GAP.split(line):
            place = line.find(cell, place)
            if cell.strip():
                left = max(_LEFT + place * _LETTER, end + 25)
                marks.append((left, " ".join(cell.split())))
                end = left + stringWidth(marks[-1][1], face(), SIZE)
            place += len(cell)
        if len(marks) == 1 and end > _RIGHT:
            self.paragraph(line)
        else:
            self.line(*marks)

    def paragraph(self, text: str) -> None:
        left, words = _LEFT + 35, [word.replace("_", " ") for word in _SPACED.sub(_kept, text).split()]
        while words:
            count = 1
            while count < len(words) and left + stringWidth(" ".join(words[: count + 1]), face(), SIZE) <= _RIGHT:
                count += 1
            self.line((left, " ".join(words[:count])))
            left, words = _LEFT, words[count:]
