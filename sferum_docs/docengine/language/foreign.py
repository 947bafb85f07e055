"""Places to be filled in as other programs write them, and what stands beside a control tag and goes with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.docengine.file.markup import Element, local, qn
from sferum_docs.docengine.findings import Finding, Place, finding, near
from sferum_docs.wordml.switches import is_on

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = (
    "фио|ф\\.и\\.о\\.|фамилия|имя|отчество|дата|номер|должность|школа|организация|учреждение|директор|руководитель|адрес|"
    "класс|город|телефон|инн|огрн|кпп|год|месяц|название|наименование|приказ|fio|name|date|number|school|director"
)
_NAME = r"[^\W\d_][\w.]{0,60}"  # a place to write on is underscores alone
_WHOLE = rf"(?:{_WORDS}|{_NAME}[_.]{_NAME})"
_SEVERAL = rf"(?:{_WORDS})(?: [\w.]{{1,40}}){{1,4}}"  # «[ФИО сотрудника]», «<Фамилия И.О.>»
# brackets that people write for themselves are meant only round a word that asks to be filled in
_FOREIGN = re.compile(
    rf"\$\{{[^{{}}]{{1,60}}\}}|<<\s*{_NAME}(?:[ .]{_NAME})?\s*>>|‹‹\s*{_NAME}\s*››|«\s*{_WHOLE}\s*»"
    rf"|\[\s*(?:{_WHOLE}|{_SEVERAL})\s*\]|<\s*(?:{_WHOLE}|{_SEVERAL})\s*>"
    rf"|#\s?{_WHOLE}\s?#|%\s?{_WHOLE}\s?%|([@$~&|]){_WHOLE}\1|\{{\$[^{{}}]{{1,60}}\}}|\{{/{_NAME}\}}|<%[^<>%]{{1,60}}%>",
    re.IGNORECASE,
)
_BESIDE = {"drawing": "рисунок", "pict": "рисунок", "object": "объект", "footnoteReference": "сноска",
           "endnoteReference": "сноска", "sym": "знак", "fldChar": "поле", "fldSimple": "поле", "oMath": "формула",
           "commentReference": "примечание", "ruby": "слово с надписью", "contentPart": "рисунок от руки",
           "movie": "рисунок", "pgNum": "номер страницы", "dayLong": "дата", "dayShort": "дата", "monthLong": "дата",
           "monthShort": "дата", "yearLong": "дата", "yearShort": "дата"}  # fmt: skip
_BREAKS = {"page": "разрыв страницы", "column": "разрыв колонки"}


def foreign_tags(text: str, part: str, place: Place) -> Iterator[Finding]:
    """Warn of every place that another program would fill in."""
    for found in _FOREIGN.finditer(text) if any(sign in text for sign in "$<«[‹#%@~&|{") else ():
        yield finding("foreign-tag", part, near(place, text, found.start(), found.end()), tag=found[0])


def beside(holder: Element) -> list[str]:
    """Name what stands in a paragraph, row or cell beside letters."""
    found: dict[str, None] = {}
    for element in holder.iter():
        name = local(element)
        if name == "br":
            name = _BREAKS.get(element.get(qn("w:type")) or "", "")
        elif name == "AlternateContent":
            name = "рисунок"
        else:
            name = _BESIDE.get(name, "")
        if name:
            found[name] = None
    return list(found)


def starts_page(holder: Element) -> bool:
    """Whether a paragraph of control tags begins a page, which goes with it."""
    breaks = holder.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}")
    return bool(is_on(breaks))


def draws_line(holder: Element) -> bool:
    """Whether a paragraph of control tags has lines of its own over, under or beside it, which go with it."""
    lines = holder.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    return lines is not None and any(line.get(qn("w:val")) not in {None, "nil", "none"} for line in lines)
