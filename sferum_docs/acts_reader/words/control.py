"""Who watches that the act is carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.acts_reader.words.found import Found

if TYPE_CHECKING:
    from sferum_docs.acts_reader.model import Control


def control(text: str) -> Found[Control | None]:
    """The control that a node's text lays on somebody, without the path of the node; None where it lays none."""
    del text
    return Found(None)
