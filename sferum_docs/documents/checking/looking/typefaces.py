"""What the table of typefaces of a file says of them: brought along, or shown as another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.checking.looking.letters import SIGNS
from sferum_docs.gost.reading.package import qn, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.package import Element

_SIGNS_ONLY = {"02", "2"}  # the set of letters of a typeface of signs


def fonts_within(fonts: Element) -> Iterator[str]:
    """The names of the typefaces that the file brings along: nobody reads how their letters look."""
    for font in fonts.iterchildren(qn("w:font")):
        if any(font.find(qn(f"w:embed{form}")) is not None for form in ("Regular", "Bold", "Italic", "BoldItalic")):
            yield font.get(qn("w:name")) or ""


def fonts_for_signs(fonts: Element) -> Iterator[str]:
    """The names in whose place a typeface of signs is shown where they are not installed."""
    for font in fonts.iterchildren(qn("w:font")):
        name, other = font.get(qn("w:name")) or "", value(font, "w:altName") or ""
        pictures = value(font, "w:charset") in _SIGNS_ONLY
        if not name.casefold().startswith(SIGNS) and (pictures or other.casefold().startswith(SIGNS)):
            yield name
