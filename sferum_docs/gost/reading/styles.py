"""Effective values: document defaults → table style → based-on chain → paragraph and character style → direct.

A level that sets the theme's face and a name at once means the theme (ECMA-376, 17.3.2.26); the nearest level wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.gost.reading.package import Element, qn, value
from sferum_docs.gost.reading.properties import OF_PARAGRAPH, OF_RUN, Values, inside

if TYPE_CHECKING:
    from sferum_docs.gost.reading.numbering import Numbering


_FACES = (("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme"), ("cs", "cstheme"), ("eastAsia", "eastAsiaTheme"))
_SCRIPTS = (("EastAsia", "a:ea"), ("Bidi", "a:cs"))  # of the theme; all else is Latin, Greek and Cyrillic
_TOGGLES = frozenset(
    {"b", "bCs", "caps", "smallCaps", "strike", "vanish", "outline", "emboss", "imprint"}
)  # ECMA-376 part 1, 17.7.3
BESIDE = "\x1f"  # between the name of a table's style and the conditions of a cell
_STYLE = qn("w:pStyle")
_CONDITION = qn("w:tblStylePr")
_RUN_FONTS = qn("w:rFonts")


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
        self.paragraph_defaults = self.paragraph_values(inside(defaults, "w:pPrDefault", "w:pPr"))
        self.run_defaults = self.run_values(inside(defaults, "w:rPrDefault", "w:rPr"))
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

    def table_levels(self, name: str) -> list[Element]:
        """The levels of a table's style for one cell: the whole table, then those of its row and column.

        The name may be followed by the conditions that hold there, as `table_style` gives it.
        """
        style, *conditions = name.split(BESIDE)
        chain = self.chain(style)
        return chain + [
            level
            for condition in conditions
            for element in chain
            for level in element.iterchildren(_CONDITION)
            if level.get(qn("w:type")) == condition
        ]

    def paragraph(self, style: str, table_style: str, direct: Element | None) -> Values:
        """The paragraph's effective values."""
        key = f"{style}\0{table_style}"
        if key not in self._paragraphs:
            merged = dict(self.paragraph_defaults)
            for element in (*self.table_levels(table_style), *self.chain(style)):
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
            for level in (self.table_levels(table_style), self.chain(style), self.chain(character)):
                own: Values = {}
                for element in level:
                    own.update(self.run_values(element.find(qn("w:rPr"))))
                merged.update({name: self._toggled(name, given, merged) for name, given in own.items()})
            self._runs[key] = merged
        if direct is None or not len(direct):
            return _as_script(self._runs[key])
        return _as_script({**self._runs[key], **self.run_values(direct)})

    def _toggled(self, name: str, given: Any, below: Values) -> Any:
        """A switch of a style turns over that of the style below it: bold on bold is plain."""
        if name not in _TOGGLES:
            return given
        return bool(self.run_defaults.get(name)) or bool(given) != bool(below.get(name))

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
        for child in () if element is None else element:
            if reader := OF_PARAGRAPH.get(str(child.tag)):
                found.update(reader(child))
        return found

    def named_run(self, element: Element) -> Values:
        """What one level says of a run, by the character style that it names as well."""
        named = [self.run_values(item.find(qn("w:rPr"))) for item in self.chain(value(element, "w:rStyle") or "")]
        return {name: given for level in (*named, self.run_values(element)) for name, given in level.items()}

    def run_values(self, element: Element | None) -> Values:
        """What one level says of a run; sizes in half-points."""
        found: Values = {}
        for child in () if element is None else element:
            if child.tag == _RUN_FONTS:
                found.update(self._faces(child))
            elif reader := OF_RUN.get(str(child.tag)):
                found.update(reader(child))
        return found

    def _faces(self, element: Element) -> Values:
        faces = {
            slot: self._face(element.get(qn(f"w:{theme}"))) or element.get(qn(f"w:{slot}")) for slot, theme in _FACES
        }
        return {slot: face for slot, face in {**faces, "hint": element.get(qn("w:hint"))}.items() if face}

    def _face(self, theme: str | None) -> str | None:
        """The typeface that the theme gives for minorHAnsi or majorAscii."""
        if not theme or self._theme is None:
            return None
        group = "a:majorFont" if theme.startswith("major") else "a:minorFont"
        script = next((script for ending, script in _SCRIPTS if theme.endswith(ending)), "a:latin")
        fonts = next(self._theme.iter(qn(group)), None)
        face = None if fonts is None else fonts.find(qn(script))
        return None if face is None else face.get("typeface")


def _as_script(values: Values) -> Values:
    """The face and size that are seen: letters marked as of a complex script take those of that script.

    Cyrillic letters that are hinted to be East Asian take that face (ECMA-376 part 1, 17.3.2.26).
    """
    if values.get("hint") == "eastAsia" and values.get("eastAsia"):
        values = {**values, "hAnsi": values["eastAsia"]}
    if not (values.get("cs-run") or values.get("rtl")):
        return values
    face = values.get("cs", "")
    own = {"sz": values.get("szCs", 20), "b": values.get("bCs", False), "ascii": face, "hAnsi": face}
    return {**values, **own}
