"""Effective values: document defaults → table style → based-on chain → paragraph and character style → direct.

A level that sets the theme's face and a name at once means the theme (ECMA-376, 17.3.2.26); the nearest level wins.
"""

from __future__ import annotations

from typing import Any

from sferum_docs.gost.package import VAL, Element, is_on, qn, value, whole

Values = dict[str, Any]

_FACES = (("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme"))
_INDENTS = (("left", ("start", "left")), ("right", ("end", "right")))
_STYLE = qn("w:pStyle")
_SWITCHES = ("keepNext", "pageBreakBefore", "suppressAutoHyphens")


class Styles:
    """The styles of a file, each resolved once."""

    def __init__(self, root: Element | None, theme: Element | None, numbering: Numbering) -> None:
        self.numbering = numbering
        self._theme = theme
        self._elements: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self._paragraphs: dict[str, Values] = {}
        self._runs: dict[str, Values] = {}
        defaults = None if root is None else root.find(qn("w:docDefaults"))
        self.paragraph_defaults = self.paragraph_values(_inside(defaults, "w:pPrDefault", "w:pPr"))
        self.run_defaults = self.run_values(_inside(defaults, "w:rPrDefault", "w:rPr"))
        for style in () if root is None else root.iterchildren(qn("w:style")):
            name, kind = style.get(qn("w:styleId")) or "", style.get(qn("w:type")) or "paragraph"
            self._elements[name] = style
            if style.get(qn("w:default")) in {"1", "true", "on"}:
                self._default[kind] = name

    def style_or_default(self, name: str | None, kind: str) -> str:
        """The style's id, or that of the kind's default; empty when the file has none."""
        return name if name in self._elements else self._default.get(kind, "")

    def title(self, name: str) -> str:
        """The name of a style as Word shows it."""
        return value(self._elements.get(name), "w:name") or ""

    def chain(self, name: str) -> list[Element]:
        """The style with those it is based on, the root first; a circle ends where it began."""
        found: list[Element] = []
        seen: set[str] = set()
        while name in self._elements and name not in seen:
            seen.add(name)
            found.append(self._elements[name])
            name = value(self._elements[name], "w:basedOn") or ""
        return found[::-1]

    def paragraph(self, style: str, table_style: str, direct: Element | None) -> Values:
        """The paragraph's effective values."""
        key = f"{style}\0{table_style}"
        if key not in self._paragraphs:
            merged = dict(self.paragraph_defaults)
            for element in (*self.chain(table_style), *self.chain(style)):
                self._lay_paragraph(merged, element.find(qn("w:pPr")))
            self._paragraphs[key] = merged
        if direct is None or (len(direct) == 1 and direct[0].tag == _STYLE):
            return self._paragraphs[key]
        merged = dict(self._paragraphs[key])
        self._lay_paragraph(merged, direct)
        return merged

    def run(self, style: str, table_style: str, character: str, direct: Element | None) -> Values:
        """The run's effective values; the same object for runs that set nothing of their own."""
        key = f"{style}\0{table_style}\0{character}"
        if key not in self._runs:
            merged = dict(self.run_defaults)
            for name in (table_style, style, character):
                for element in self.chain(name):
                    merged.update(self.run_values(element.find(qn("w:rPr"))))
            self._runs[key] = merged
        if direct is None or not len(direct):
            return self._runs[key]
        return {**self._runs[key], **self.run_values(direct)}

    def _lay_paragraph(self, merged: Values, element: Element | None) -> None:
        """Lays one level over the values below it; a list's own indents lie under those of its level."""
        if element is None:
            return
        own = self.paragraph_values(element)
        if "numId" in own or "ilvl" in own:
            number, level = own.get("numId", merged.get("numId")), own.get("ilvl", merged.get("ilvl", 0))
            merged.update(self.paragraph_values(self.numbering.paragraph(number, level)))
        merged.update(own)

    @staticmethod
    def paragraph_values(element: Element | None) -> Values:
        """What one level says of a paragraph; absent means it is silent. Lengths in twips."""
        found: Values = {}
        if element is None:
            return found
        for child in element:
            tag = str(child.tag).rpartition("}")[2]
            if tag == "jc":
                found["jc"] = child.get(VAL)
            elif tag == "ind":
                found.update(_indents(child))
            elif tag == "spacing":
                for name in ("before", "after", "line"):
                    if (number := whole(child.get(qn(f"w:{name}")))) is not None:
                        found[name] = number
                if rule := child.get(qn("w:lineRule")):
                    found["rule"] = rule
            elif tag == "numPr":
                for name in ("numId", "ilvl"):
                    if (number := whole(value(child, f"w:{name}"))) is not None:
                        found[name] = number
            elif tag in _SWITCHES:
                found[tag] = is_on(child)
        return found

    def run_values(self, element: Element | None) -> Values:
        """What one level says of a run; sizes in half-points."""
        found: Values = {}
        if element is None:
            return found
        for child in element:
            tag = str(child.tag).rpartition("}")[2]
            if tag == "rFonts":
                for slot, theme in _FACES:
                    if face := self._face(child.get(qn(f"w:{theme}"))) or child.get(qn(f"w:{slot}")):
                        found[slot] = face
            elif tag in {"sz", "spacing"}:
                if (number := whole(child.get(VAL))) is not None:
                    found[tag] = number
            elif tag in {"lang", "vertAlign"}:
                if text := child.get(VAL):
                    found[tag] = text
            elif tag in {"vanish", "caps"}:
                found[tag] = is_on(child)
        return found

    def _face(self, theme: str | None) -> str | None:
        """The typeface that the theme gives for minorHAnsi or majorAscii."""
        if not theme or self._theme is None:
            return None
        group = "a:majorFont" if theme.startswith("major") else "a:minorFont"
        latin = next(self._theme.iter(qn(group)), None)
        face = None if latin is None else latin.find(qn("a:latin"))
        return None if face is None else face.get("typeface")


class Numbering:
    """The levels of the lists of a file, and the numbers that Word would print."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[tuple[int, int], Element] = {}
        self._abstract: dict[int, int] = {}
        self._restarts: set[tuple[int, int]] = set()
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
                    if override.find(qn("w:startOverride")) is not None:
                        self._restarts.add((number, whole(override.get(qn("w:ilvl"))) or 0))

    def _read_levels(self, number: int, parent: Element) -> None:
        for level in parent.iterchildren(qn("w:lvl")):
            self._levels[number, whole(level.get(qn("w:ilvl"))) or 0] = level

    def paragraph(self, number: int | None, level: int | None) -> Element | None:
        """The paragraph properties of a level."""
        found = self._levels.get((number or 0, level or 0))
        return None if found is None else found.find(qn("w:pPr"))

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
            if (number, step) in self._restarts - self._begun:
                self._begun.add((number, step))
                counts[step:] = [None] * (10 - step)
        start = whole(value(found, "w:start"))
        current = counts[level]
        counts[level] = (1 if start is None else start) if current is None else current + 1
        counts[level + 1 :] = [None] * (9 - level)
        text = value(found, "w:lvlText") or ""
        for step in range(level + 1):
            text = text.replace(f"%{step + 1}", str(counts[step] or 1))
        return "" if self.form(number, level) == "bullet" else text.strip()


def _indents(element: Element) -> Values:
    found: Values = {}
    for name, attributes in _INDENTS:
        for attribute in attributes:
            if (number := whole(element.get(qn(f"w:{attribute}")))) is not None:
                found[name] = number
    hanging, first = whole(element.get(qn("w:hanging"))), whole(element.get(qn("w:firstLine")))
    if hanging is not None:
        found["first"] = -hanging
    elif first is not None:
        found["first"] = first
    return found


def _inside(element: Element | None, *names: str) -> Element | None:
    for name in names:
        element = None if element is None else element.find(qn(name))
    return element
