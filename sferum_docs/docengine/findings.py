"""What is wrong with a template or a file, where, and what to do: codes here, sentences in messages.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sferum_docs.reading.faults import Severity

# How a part of the package is called in a sentence.
PART_NAMES = {
    "document": "текст документа",
    "header": "верхний колонтитул",
    "footer": "нижний колонтитул",
    "footnotes": "сноски",
    "endnotes": "концевые сноски",
    "comments": "примечания",
    "core": "свойства документа",
    "app": "свойства документа",
    "custom": "свойства документа",
    "settings": "настройки документа",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a part (from 1), the (table, row, cell) it lies in from outside inwards, and words around."""

    paragraph: int = 0
    cells: tuple[tuple[int, int, int], ...] = ()
    text: str = ""

    def __str__(self) -> str:
        """Give the place in Russian, as it is read out to the author."""
        steps = [f"таблица {table}, строка {row}, ячейка {cell}" for table, row, cell in self.cells]
        if self.paragraph:
            steps.append(f"абзац {self.paragraph}")
        if self.text:
            steps.append(f"«{self.text}»")
        return ", ".join(steps)


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: its code, how grave it is, where it is, the tag as written, and what would mend it."""

    code: str
    severity: Severity = "error"
    part: str = ""
    place: Place = field(default_factory=Place)
    tag: str = ""
    hint: str = ""

    def facts(self) -> dict[str, object]:
        """Give the finding as plain data, for JSON."""
        place = {
            "paragraph": self.place.paragraph,
            "cells": [list(cell) for cell in self.place.cells],
            "text": self.place.text,
        }
        return {
            "code": self.code, "severity": self.severity, "part": self.part, "place": place, "tag": self.tag,
            "hint": self.hint, "message": self.message(),
        }  # fmt: skip

    @property
    def values(self) -> Mapping[str, object]:
        """Give what its sentence names."""
        return {"tag": self.tag, "hint": self.hint}

    def message(self) -> str:
        """Say in Russian where it is, what is wrong and what to do."""
        where = ", ".join(part for part in (part_title(self.part), str(self.place)) if part)
        return _capital(f"{where}: {self._words()}" if where else self._words())

    def sentence(self) -> str:
        """Say what is wrong and what to do, without the place."""
        return _capital(self._words())

    def _words(self) -> str:
        entry = sentences()[self.code]
        said = entry["say"] if self.hint else entry["say"].replace(" {hint}", "")
        if not self.tag:  # of a render as a whole: nothing stands in the place of the tag
            said = said.replace(": {tag}", "").replace(" {tag}", "")
        said = said.replace("{hint}", self.hint).replace("{tag}", self.tag)
        advice = "" if "{hint}" in entry["say"] else self.hint
        return " ".join(part.strip() for part in (said, advice, entry.get("fix", "")) if part)


class TemplateError(Exception):
    """A template or a file is refused; holds all findings."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(finding.message() for finding in self.findings))

    @property
    def code(self) -> str:
        """The code of the first error."""
        return self.findings[0].code if self.findings else ""


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Give the table code → sentence, way out, severity."""
    with Path(__file__).with_name("messages.toml").open("rb") as file:
        table: dict[str, dict[str, str]] = tomllib.load(file)
    return table


def finding(code: str, part: str = "", place: Place | None = None, tag: str = "", hint: str = "") -> Finding:
    """Make a finding with the severity its code has in the table."""
    severity: Severity = "warning" if sentences()[code].get("severity") == "warning" else "error"
    return Finding(code, severity, part, place or Place(), shorten(tag, 120), hint)


def refuse(code: str, part: str = "", tag: str = "", hint: str = "") -> TemplateError:
    """Make the error that stops at once, for a file that cannot be read further."""
    return TemplateError([finding(code, part, tag=tag, hint=hint)])


def near(place: Place, text: str, start: int, end: int, around: int = 24) -> Place:
    """Give the place with the words round the stretch start..end of the paragraph's text."""
    left, right = max(0, start - around), min(len(text), max(start, min(end, start + 80)) + around)
    words = ("…" if left else "") + text[left:right].strip() + ("…" if right < len(text) else "")
    return replace(place, text=" ".join(words.split()))


def part_title(part: str) -> str:
    """Give the Russian name of a part such as header1."""
    name = part.rstrip("0123456789")
    return PART_NAMES.get(name, f"часть {part}" if part else "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def shorten(text: str, length: int) -> str:
    """Cut a text for a sentence."""
    return text if len(text) <= length else text[: length - 1] + "…"
