"""The lists of a file, and the numbers that Word would print before their paragraphs."""

from __future__ import annotations

from sferum_docs.gost.reading.package import Element, qn, value
from sferum_docs.reading.numbers import whole


class Numbering:
    """The levels of the lists of a file, and the numbers that Word would print."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[tuple[int, int], Element] = {}
        self._abstract: dict[int, int] = {}
        self._restarts: dict[tuple[int, int], int] = {}
        self._begun: set[tuple[int, int]] = set()
        self._counts: dict[int, list[int | None]] = {}
        if root is None:
            return
        shared = {whole(item.get(qn("w:abstractNumId"))): item for item in root.iterchildren(qn("w:abstractNum"))}
        for item in root.iterchildren(qn("w:num")):
            number, abstract = whole(item.get(qn("w:numId"))), whole(value(item, "w:abstractNumId"))
            if number is not None and abstract in shared:
                self._abstract[number] = abstract or 0
                self._read_levels(number, shared[abstract])
                for override in item.iterchildren(qn("w:lvlOverride")):
                    self._read_levels(number, override)
                    first = whole(value(override, "w:startOverride"))
                    if first is not None:
                        self._restarts[number, whole(override.get(qn("w:ilvl"))) or 0] = first

    def _read_levels(self, number: int, parent: Element) -> None:
        for level in parent.iterchildren(qn("w:lvl")):
            self._levels[number, whole(level.get(qn("w:ilvl"))) or 0] = level

    def paragraph(self, number: int | None, level: int | None) -> Element | None:
        """The paragraph properties of a level."""
        found = self._levels.get((number or 0, level or 0))
        return None if found is None else found.find(qn("w:pPr"))

    def run(self, number: int | None, level: int) -> Element | None:
        """How the numbers of a level are written."""
        found = self._levels.get((number or 0, level))
        return None if found is None else found.find(qn("w:rPr"))

    def sign(self, number: int | None, level: int) -> str:
        """The letters that a list puts before a paragraph in the place of a number; a bullet has none."""
        found = self._levels.get((number or 0, level))
        text = "" if found is None or self.form(number, level) != "bullet" else value(found, "w:lvlText") or ""
        return "".join(letter for letter in text if letter.isalnum())

    def form(self, number: int | None, level: int) -> str:
        """How a level counts: decimal, bullet, lowerRoman …; empty when there is no such list."""
        found = self._levels.get((number or 0, level))
        return "" if found is None else value(found, "w:numFmt") or "decimal"

    def next(self, number: int | None, level: int) -> str:
        """The number that the next paragraph of this list bears: «1.2»; empty for a bullet or no list."""
        found = self._levels.get((number or 0, level))
        if number is None or found is None:
            return ""
        counts = self._counts.setdefault(self._abstract[number], [None] * 10)
        for step in range(level + 1):
            if (number, step) in self._restarts.keys() - self._begun:
                self._begun.add((number, step))
                counts[step:] = [None] * (10 - step)
        start = self._restarts.get((number, level), whole(value(found, "w:start")))
        current = counts[level]
        counts[level] = (1 if start is None else start) if current is None else current + 1
        counts[level + 1 :] = [None] * (9 - level)
        text = value(found, "w:lvlText") or ""
        for step in range(level + 1):
            text = text.replace(f"%{step + 1}", str(counts[step] or 1))
        return "" if self.form(number, level) == "bullet" else text.strip()
