"""The page of links for the subsection «Документы»: whole, and as a fragment to be put into a page of the site."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

# local acts first, as the section wants them; then what orders
_GROUPS = (
    ("Локальные нормативные акты", ("порядок", "положение", "правила", "регламент", "памятка")),
    ("Приказы", ("приказ", "распоряжение")),
)
_OTHERS = "Другие документы"
_KB = 1024


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file of the site: its name there, what it is, how large."""

    name: str
    kind: str
    number: str
    day: date
    title: str
    size: int

    @property
    def words(self) -> str:
        """The words of its link."""
        return f"{self.kind[:1].upper()}{self.kind[1:]} от {self.day:%d.%m.%Y} № {self.number} «{self.title}»"

    @property
    def group(self) -> int:
        """Which group it stands in."""
        return next((at for at, (_title, kinds) in enumerate(_GROUPS) if self.kind.lower() in kinds), len(_GROUPS))


def in_order(files: Iterable[PublicFile]) -> tuple[PublicFile, ...]:
    """As the page shows them: by groups, in each the newest first."""
    return tuple(sorted(files, key=lambda file: (file.group, -file.day.toordinal(), file.number)))


def fragment(files: Sequence[PublicFile]) -> str:
    """Headings and lists of links, nothing else."""
    titles = [title for title, _kinds in _GROUPS] + [_OTHERS]
    parts = []
    for at, title in enumerate(titles):
        items = [_item(file) for file in in_order(files) if file.group == at]
        if items:
            parts.append(f"<h2>{escape(title)}</h2>\n<ul>\n" + "\n".join(items) + "\n</ul>")
    return "\n".join(parts) + "\n"


def whole_page(school: str, files: Sequence[PublicFile]) -> str:
    """The fragment as a page of its own."""
    title = f"Документы — {school}"
    return (
        '<!doctype html>\n<html lang="ru">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n{fragment(files)}"
        "</main>\n</body>\n</html>\n"
    )


def _item(file: PublicFile) -> str:
    ending = file.name.rpartition(".")[2].upper()
    size = f"{max(1, round(file.size / _KB))} КБ"
    return f'<li><a href="{escape(file.name, quote=True)}">{escape(file.words)} ({ending}, {size})</a></li>'
