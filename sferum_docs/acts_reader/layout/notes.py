"""Notes that a data base of law prints between the lines of an act: none of its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.vocabulary import begins, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARTS = r"(?:п|пп|ч|абз|подп|разд)\.|пункт|подпункт|часть|абзац|приложение|раздел|преамбула|в ред|в редакции"
_EDITION = re.compile(rf"\((?:{_PARTS})[^()]{{0,500}}\)\.?")
_CHANGED = re.compile(
    r"(?:постановлени|приказ|распоряжени|решени|закон|указ)(?:ем|ом|ями|ами)\s.{5,300}"
    r"(?:внесены изменения|изложен|дополнен|утратил|признан|вступа|изменен|исключен).{0,120}"
)
_MARKED = ("ред.", "редакции", "введен", "утратил")


def is_note(text: str) -> bool:
    """Whether a line is a note of a data base."""
    if begins(text, "notes"):
        return True
    said = plain(text) if text.startswith("(") else ""
    return bool(_EDITION.fullmatch(said)) and any(word in said for word in _MARKED)


def told_below(texts: Sequence[str]) -> int:
    """How many lines below a note tell by which act the text was changed."""
    whole = ""
    for count, text in enumerate(texts, 1):
        whole = f"{whole} {plain(text)}".strip()
        if _CHANGED.fullmatch(whole):
            return count
    return 0
