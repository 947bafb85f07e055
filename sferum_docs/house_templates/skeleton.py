"""A new template to go on from: the house blank of a kind with tags in place and [words in brackets] to be replaced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.house_templates.build import build
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SOURCES = Path(__file__).with_name("starters")
_HEAD, _ORDERING, _LETTER = "голова приказа", "Приказываю:", "бланк письма"
_ANSWER = re.compile(r"\{% if документ\.на_письмо %\}\n.*?\{% endif %\}\n", re.DOTALL)
MOST_LETTERS = 200  # three lines of a heading; the standard allows five
_TO_REPLACE = re.compile(r"\[(?!п_)[^\[\]]+\]")
_ABOUT = re.compile(r"(о|об|обо)\s+(\S+)", re.IGNORECASE)
_OPEN_VOWELS = "аоуиэы"  # «об» stands before these; before е, ё, ю, я stands «о»

# what the order is made for: the line that stands between its heading and ПРИКАЗЫВАЮ
PREAMBLES = {
    "цель": "Преамбула: В целях [для чего издаётся приказ]",
    "закон": "Преамбула: В соответствии с [закон или акт: вид, издатель, дата, номер, название]",
    "акт": "Преамбула: Во исполнение {{ акт.вид|родительный }} {{ акт.издатель|родительный|со_строчной }} "
    "от {{ акт.дата|дата }} № {{ акт.номер }} «{{ акт.название }}»",
}
_ACQUAINTED = """Таблица: 10ц 60 45 25 25
! № | Фамилия, имя, отчество | Должность | Подпись | Дата
{% for человек in ознакомить %}
| {{ loop.index }} | {{ человек.фио }} | {{ человек.должность|с_прописной }} | |
{% endfor %}
"""


@cache
def words_to_replace() -> frozenset[str]:
    """The words in brackets that the blanks leave to be replaced: none may stand in a template in use."""
    sources = (*(path.read_text(encoding="utf-8") for path in _SOURCES.glob("*.txt")), *PREAMBLES.values())
    return frozenset(" ".join(words.split()) for text in sources for words in _TO_REPLACE.findall(text))


@dataclass(frozen=True)
class Kind:
    """A kind of document: its name, whether its heading stands under «О …», how words agree with it."""

    name: str
    heading: str = (
        ""  # «О»: the title stands alone; else it goes on the name: «План дежурства», «Положение о дежурстве»
    )
    about: bool = False  # whether its name goes on with «о …»
    ending: str = "м"  # м, ж, с, or мн for plurals


KINDS = {
    kind.name: kind
    for kind in (
        Kind("приказ", heading="О"),
        Kind("письмо", heading="О"),
        Kind("план"),
        Kind("положение", about=True, ending="с"),
        Kind("порядок"),
        Kind("правила", ending="мн"),
        Kind("акт", heading="О"),
        Kind("памятка", about=True, ending="ж"),
        Kind("ведомость", ending="ж"),
    )
}
_AGREEMENT = {
    "м": ("УТВЕРЖДЁН", "Настоящий", "устанавливает", "действует"),
    "ж": ("УТВЕРЖДЕНА", "Настоящая", "устанавливает", "действует"),
    "с": ("УТВЕРЖДЕНО", "Настоящее", "устанавливает", "действует"),
    "мн": ("УТВЕРЖДЕНЫ", "Настоящие", "устанавливают", "действуют"),
}


def skeleton(
    title: str, kind: str, parts: Mapping[str, str], preamble: str = "цель", person: str = "директор"
) -> bytes:
    """The template; FaultsError says what is wrong with title and kind.

    `parts` are the shared blocks of a pack, `person` is the tag of whom it names besides the head.
    """
    form = KINDS.get(kind)
    if form is None:
        raise FaultsError([Fault("not_a_choice", "kind", {"text": kind, "options": ", ".join(KINDS)})])
    heading = heading_of(title, form)
    approved, this, sets, holds = _AGREEMENT[form.ending]
    words = {
        "@заголовок@": heading,
        "@предмет@": heading.partition(" ")[2],
        "@утверждён@": approved,
        "@настоящий@": f"{this} {form.name}",
        "@устанавливает@": sets,
        "@действует@": holds,
        "@кто@": person,
    }
    source = (_SOURCES / f"{form.name}.txt").read_text(encoding="utf-8")
    for mark, word in words.items():
        source = source.replace(mark, word)
    return build(source, f"{form.name}.txt", {**parts, **_own_parts(heading, parts, preamble)})


def heading_of(title: str, kind: Kind) -> str:
    """The heading that a title gives for a kind; FaultsError when it does not answer «о чём?» or does not agree.

    >>> heading_of("О дежурстве", KINDS["приказ"]), heading_of("о дежурстве", KINDS["положение"])
    ('О дежурстве', 'Положение о дежурстве')
    >>> heading_of("дежурства в праздники", KINDS["план"])
    'План дежурства в праздники'
    """
    words = clean_line(title).rstrip(".").strip()
    code = _fault(words, kind)
    if code:
        raise FaultsError([Fault(code, "title", {"kind": kind.name, "limit": MOST_LETTERS})])
    if kind.heading or words.casefold().startswith(f"{kind.name} "):
        return words[:1].upper() + words[1:]
    shortened = words[:2].isupper() and len(words.partition(" ")[0]) > 1  # an abbreviation keeps its letters
    return f"{kind.name.capitalize()} {words[:1] if shortened else words[:1].lower()}{words[1:]}"


def _fault(words: str, kind: Kind) -> str:
    about = _ABOUT.match(words)
    faults = {
        "empty": not words,
        "title_long": len(words) > MOST_LETTERS,
        "title_signs": re.search(r"[{}@]", words) is not None,
        "title_quoted": words.startswith(("«", '"', "„", "“")),
        "title_not_about": bool(kind.heading) and about is None,
        "title_preposition": about is not None and not _right_preposition(about[1], about[2]),
        "title_of_other_kind": about is not None and not kind.heading and not kind.about,
    }
    return next((code for code, found in faults.items() if found), "")


def _right_preposition(word: str, following: str) -> bool:
    """«Об» before а, о, у, и, э, ы, «о» before the rest; «обо» in a few set words; of abbreviations either is right."""
    first = following.lstrip('«"„“').casefold()[:1]
    if word.casefold() == "обо":
        return following.casefold().startswith(("вс", "мн", "что"))
    if following.lstrip('«"„“')[:2].isupper() or not first.isalpha():
        return True
    return (word.casefold() == "об") == (first in _OPEN_VOWELS)


def _own_parts(heading: str, parts: Mapping[str, str], preamble: str) -> dict[str, str]:
    """The heads of the pack without what only its own documents ask for.

    The head of an order is parted where the reason stands, so that the reason can be another; a letter answers
    none.
    """
    if preamble not in PREAMBLES:
        raise FaultsError([Fault("not_a_choice", "preamble", {"text": preamble, "options": ", ".join(PREAMBLES)})])
    before, _, after = parts.get(_HEAD, "").partition("Преамбула:")
    ordering = after[after.find(_ORDERING) :] if _ORDERING in after else f"{_ORDERING} ПРИКАЗЫВАЮ:"
    return {
        "начало приказа": before.replace("{{ документ.заголовок }}", heading),
        "преамбула": PREAMBLES[preamble],
        "приказываю": ordering,
        "ознакомление": _ACQUAINTED,
        _LETTER: _ANSWER.sub("", parts.get(_LETTER, "")),
    }
