"""The lists of a file, and the numbers that Word would print before their paragraphs."""

from __future__ import annotations

from sferum_docs.gost.reading.package import VAL, Element, qn, value
from sferum_docs.reading.numbers import whole
from sferum_docs.wordml.counting import counted
from sferum_docs.wordml.switches import is_on

# bullets that say yes and no; the letters of Wingdings stand at places of their own
_MARKS = dict.fromkeys("✓✔☑\uf0fc\uf0fe", "✓") | dict.fromkeys("✗✘☒×\uf0fb\uf0fd", "✗")


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
        styled = {name: item for item in shared.values() if (name := value(item, "w:styleLink"))}
        for item in root.iterchildren(qn("w:num")):
            number, abstract = whole(item.get(qn("w:numId"))), whole(value(item, "w:abstractNumId"))
            if number is not None and abstract in shared:
                # a list may leave its levels to a style of lists: ECMA-376 part 1, 17.9.21
                known = styled.get(value(shared[abstract], "w:numStyleLink") or "", shared[abstract])
                self._abstract[number] = whole(known.get(qn("w:abstractNumId"))) or 0
                self._read_levels(number, known)
                for override in item.iterchildren(qn("w:lvlOverride")):
                    self._read_levels(number, override)
                    first = whole(value(override, "w:startOverride"))
                    if first is not None:
                        self._restarts[number, whole(override.get(qn("w:ilvl"))) or 0] = first

    def _goes_on(self, number: int, step: int, used: int) -> bool:
        """Whether a level keeps counting when a higher one was used: never (0), or only after those above another."""
        after = whole(value(self._levels.get((number, step)), "w:lvlRestart"))
        return after is not None and used >= after

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
        if found is None or self.form(number, level) != "bullet":
            return ""
        picture = value(found, "w:lvlPicBulletId")
        text = value(found, "w:lvlText") or ""
        letters = "".join(_MARKS.get(letter, letter if letter.isalnum() else "") for letter in text)
        return letters if picture is None else f"рисунок {picture}"

    def form(self, number: int | None, level: int) -> str:
        """How a level counts: decimal, bullet, lowerRoman …; empty when there is no such list."""
        found = self._levels.get((number or 0, level))
        return "" if found is None else _form(found)

    def forms(self, number: int | None, level: int) -> tuple[str, ...]:
        """How each of the numbers counts that a label is made of; those before the last may be told to be figures."""
        found = self._levels.get((number or 0, level))
        own = self.form(number, level)
        if found is None or own == "bullet":
            return (own,) if own else ()
        text, plain = value(found, "w:lvlText") or "", bool(is_on(found.find(qn("w:isLgl"))))
        steps = [step for step in range(level + 1) if f"%{step + 1}" in text] or [level]
        return tuple("decimal" if plain else self.form(number, step) or "decimal" for step in steps)

    def next(self, number: int | None, level: int) -> str:
        """The number that the next paragraph of this list bears: «1.2», «б)»; empty for a bullet or no list."""
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
        counts[level + 1 :] = [
            kept if self._goes_on(number, step, level) else None
            for step, kept in enumerate(counts[level + 1 :], level + 1)
        ]
        return "" if self.form(number, level) == "bullet" else self._printed(number, level, counts)

    def _printed(self, number: int, level: int, counts: list[int | None]) -> str:
        """The text of a level with its numbers; a higher level that nobody used yet stands at its start."""
        found = self._levels[number, level]
        text, plain = value(found, "w:lvlText") or "", bool(is_on(found.find(qn("w:isLgl"))))
        for step in range(level + 1):
            if f"%{step + 1}" in text:
                count = counts[step]
                first = whole(value(self._levels.get((number, step)), "w:start"))
                shown = count if count is not None else 1 if first is None else first
                text = text.replace(f"%{step + 1}", counted(shown, "decimal" if plain else self.form(number, step)))
        return text.strip()

    def bullet(self, number: int | None, level: int) -> str:
        """The sign of a list that counts nothing, as its file writes it."""
        found = self._levels.get((number or 0, level))
        return (value(found, "w:lvlText") or "").strip() if self.form(number, level) == "bullet" else ""


def _form(level: Element) -> str:
    """How a level counts; a form of one's own («001, 002») is written beside one for older programs."""
    own = level.find(f"{qn('mc:AlternateContent')}/{qn('mc:Choice')}/{qn('w:numFmt')}")
    own = level.find(qn("w:numFmt")) if own is None else own
    form = (None if own is None else own.get(VAL)) or "decimal"
    first = "" if own is None else (own.get(qn("w:format")) or "").split(",")[0].strip()
    return first if form == "custom" and first else form
