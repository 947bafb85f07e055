"""The acts, or parts of acts, that a node makes void."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.words.citing.references import cited
from sferum_docs.acts_reader.words.found import Found, doubted
from sferum_docs.acts_reader.words.mended import mended

if TYPE_CHECKING:
    from sferum_docs.directives.model import ActReference

_VOID = re.compile(
    r"утрати\w{2,5}\sсилу|недействующ\w{2,3}|недействительн\w{2,3}|\bотменить\b|\bотменяю\b|утрачивает\sсилу|прекратить\sдействие|не\sподлежащим\w?\sприменению",
    re.IGNORECASE,
)
_STEMS = ("утра", "недейств", "отмен", "прекратить", "подлежащ")
_ACT = re.compile(r"приказ|постановлени|распоряжени|решени|пункт|положени|письм|акт", re.IGNORECASE)
_PART = re.compile(
    r"((?:под)?пункт\w{0,3}|раздел\w{0,3}|абзац\w{0,3}|част[ьи]\w{0,2}|приложени\w{1,3}|стать\w{1,3})\s(?:№\s?)?([\d.,\s«»а-яё-]{1,40}?|[а-яё]{4,12})\s$",
    re.IGNORECASE,
)
_PARTS = {
    "подпункт": "подпункт",
    "пункт": "пункт",
    "раздел": "раздел",
    "абзац": "абзац",
    "част": "часть",
    "приложени": "приложение",
    "стать": "статья",
}
_CHANGES = re.compile(r"\([^()]{0,300}(?:редакци|изменени|дополнени)[^()]{0,600}\)?", re.IGNORECASE)
_EDITED = re.compile(r"(?:в\sредакции|с\sизменениями|внес[её]нны\w{1,2})[^;]{0,160}$", re.IGNORECASE)


def repeals(text: str, above_text: str = "") -> Found[tuple[ActReference, ...]]:
    """The acts that the text makes void; under a lead-in («Признать утратившими силу:») each item is one."""
    plain = mended(text)
    if not makes_void(plain, above_text):
        return Found(())
    open_ = _CHANGES.sub(lambda found: "\N{FULL BLOCK}" * len(found[0]), text)
    found = tuple(
        replace(one.reference, part=_part(text[max(0, one.start - 120) : one.start]))
        for one in cited(open_)
        if not _EDITED.search(text[max(0, one.start - 200) : one.start])
    )
    unread = not found and not plain.rstrip().endswith(":")
    return Found(found, (doubted("text", "repeal_unread", 6, words=text[:80]),) if unread else ())


@lru_cache(maxsize=256)
def makes_void(plain: str, above_text: str = "") -> bool:
    """Whether the node makes acts void by itself or under its lead-in."""
    lead = mended(above_text)
    return bool(_void(plain) and not _of_itself(plain)) or bool(lead.rstrip().endswith(":") and _void(lead))


def _void(plain: str) -> re.Match[str] | None:
    """The words that make something void; most texts have none of their stems."""
    low = plain.lower()
    return _VOID.search(plain) if any(stem in low for stem in _STEMS) else None


def _of_itself(plain: str) -> bool:
    """«Отменить занятия» makes no act void."""
    word = _void(plain)
    act = _ACT.search(plain)
    return bool(word and word[0].lower().startswith(("отмен", "прекрат", "недейств")) and not act)


def _part(before: str) -> str:
    found = _PART.search(before)
    if found is None:
        return ""
    kind = next(name for stem, name in _PARTS.items() if found[1].lower().startswith(stem))
    kind = found[1].lower() if found[1].lower() in {"пункты", "подпункты", "разделы", "абзацы", "части"} else kind
    return f"{kind} {found[2].strip(' ,')}"
