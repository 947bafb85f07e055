"""Values on their way into a document: what may enter, and how each is written as XML text."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine.findings import refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

PLAIN: frozenset[type] = frozenset({str, int, bool, type(None), date})
MAX_DEPTH = 20
MAX_VALUES = 2_000_000
MAX_TEXT = 20_000_000  # letters of all values together
BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def _rules() -> dict[int, str | None]:
    """How a character that is no plain text is written (XML 1.0, 2.2 Characters)."""
    rules: dict[int, str | None] = dict.fromkeys(chain(range(0x20), (0xFFFE, 0xFFFF)))
    rules |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    rules |= dict.fromkeys((0xFDD0, 0xFDD1))  # the engine's own marks
    rules |= dict.fromkeys((0x0A, 0x0B, 0x85, 0x2028, 0x2029), BREAK)
    rules |= {0x0C: '</w:t><w:br w:type="page"/><w:t xml:space="preserve">', 0x09: TAB}
    return rules | {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}


_RULES = _rules()


def escape(text: str) -> str:
    """Write a text as XML: markup escaped, line ends and tabs as Word's, illegal characters dropped.

    >>> escape("Рога & Копыта <1>")
    'Рога &amp; Копыта &lt;1&gt;'
    """
    if text.isprintable() and "&" not in text and "<" not in text and ">" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_RULES)


def writer(value_types: Iterable[type]) -> Callable[[Any], str]:
    """Give the function that writes one value where a tag prints it."""
    own = frozenset(value_types)

    def write(value: Any) -> str:
        if type(value) is not str:
            value = spoken(value, own)
        if value.isprintable() and "&" not in value and "<" not in value and ">" not in value:
            return value  # type: ignore[no-any-return]  # a str by now
        return escape(value)

    return write


def spoken(value: Any, own: frozenset[type]) -> str:
    """Give the text of a value: nothing for None, да/нет for a flag, ДД.ММ.ГГГГ for a date."""
    kind = type(value)
    if kind is int or kind in own:
        return str(value)
    if value is None:
        return ""
    if kind is bool:
        return "да" if value else "нет"
    if kind is date:
        return f"{value:%d.%m.%Y}" if value.year > 999 else f"{value.day:02}.{value.month:02}.{value.year:04}"  # noqa: PLR2004 -- strftime gives no leading zeros
    if kind is str:
        return str(value)
    raise refuse("not-printable", hint=f"Значение вида {kind.__name__}.")


def check_context(context: Mapping[str, Any], own: frozenset[type]) -> None:
    """Let plain values in and nothing else: no object with code of its own meets a template."""
    if type(context) is not dict:
        raise refuse("context-type", hint="Контекст передаётся словарём.")
    permitted = PLAIN | own
    layer: list[Any] = [context]
    values = letters = 0
    for _ in range(MAX_DEPTH):
        inner: list[Any] = []
        for holder in layer:
            if type(holder) is dict:
                _check_keys(holder)
                items = holder.values()
            else:
                items = holder
            values += len(holder)
            kinds = set(map(type, items))
            if not kinds <= permitted:
                inner += _containers(items, permitted)
            letters += sum(map(len, items)) if kinds == {str} else sum(len(i) for i in items if type(i) is str)
        if values > MAX_VALUES or letters > MAX_TEXT:
            raise refuse("context-too-big")
        if not inner:
            return
        layer = inner
    raise refuse("context-too-deep")


def _check_keys(holder: dict[Any, Any]) -> None:
    if holder and set(map(type, holder)) != {str}:
        raise refuse("context-type", hint="Имена значений — строки.")


def _containers(items: Iterable[Any], permitted: frozenset[type]) -> list[Any]:
    found = []
    for item in items:
        kind = type(item)
        if kind in {dict, list, tuple}:
            found.append(item)
        elif kind not in permitted:
            raise refuse("context-type", hint=f"Значение вида {kind.__name__}.")
    return found
