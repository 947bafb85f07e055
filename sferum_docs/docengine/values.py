"""Values on their way into a document: what may enter, and how each is written as XML text."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from sferum_docs.docengine.findings import refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Answer = TypeVar("Answer")
PLAIN: frozenset[type] = frozenset({str, int, bool, type(None), date})
CONTAINERS = frozenset({dict, list, tuple})
REMEMBERED = 300  # by each function of each template: names of one body, not those of all that went before
SHORT = 80  # letters of a text that is remembered: a name, a post, a number
MAX_DEPTH = 20
MAX_VALUES = 2_000_000
MAX_TEXT = 20_000_000  # letters of all values together
BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def _rules() -> dict[int, str | None]:
    """How a character that is no plain text is written (XML 1.0, 2.2 Characters)."""
    rules: dict[int, str | None] = dict.fromkeys(chain(range(0x20), (0xFFFE, 0xFFFF)))
    rules |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    rules |= dict.fromkeys((0xFDD0, 0xFDD1, 0xFDD2, 0xFDD3))  # the engine's own marks
    rules |= dict.fromkeys((0x0A, 0x0B, 0x85, 0x2028, 0x2029), BREAK)
    rules |= {0x0C: '</w:t><w:br w:type="page"/><w:t xml:space="preserve">', 0x09: TAB}
    return rules | {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}


_RULES = _rules()


def escape(text: str) -> str:
    """Write a text as XML: markup escaped, line ends and tabs as Word's, illegal characters dropped.

    >>> escape("Рога & Копыта <1>")
    'Рога &amp; Копыта &lt;1&gt;'
    """
    if text.isprintable() or text.replace("\u00a0", " ").isprintable():
        return _escaped_markup(text)
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_RULES)


def escape_attribute(text: str) -> str:
    """Keep a description on one line and free of what XML forbids."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)


def _escaped_markup(text: str) -> str:
    """Escape markup; to look for a sign is cheaper than to replace it."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def remembering(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Let a pure function remember its last answers: one director is put into one case in many documents."""
    remembered = lru_cache(maxsize=REMEMBERED, typed=True)(function)

    def ask(*arguments: Any) -> Answer:
        try:
            return remembered(*arguments)
        except TypeError:  # a list, or a value that cannot be a key
            return function(*arguments)

    return ask


def writer(value_types: Iterable[type]) -> Callable[[Any], bytes]:
    """Give the function that writes one value where a tag prints it."""
    own = frozenset(value_types)
    said = remembering(lambda value: escape(str(value)).encode())
    texts: dict[str, bytes] = {}  # the same names and posts stand in many rows and in many documents of a packet

    def write(value: Any) -> bytes:
        if type(value) is not str:
            if type(value) in own:
                return said(value)
            value = to_text(value, own)
        known = texts.get(value)
        return remember(value) if known is None else known

    def remember(value: str) -> bytes:
        made = escape(value).encode()
        if len(value) <= SHORT:
            if len(texts) >= REMEMBERED:
                texts.clear()
            texts[value] = made
        return made

    return write


def to_text(value: Any, own: frozenset[type]) -> str:
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


def check_context(context: Mapping[str, Any], own: frozenset[type]) -> int:
    """Let plain values in and nothing else: no object with code of its own meets a template. Give the longest text."""
    if type(context) is not dict:
        raise refuse("context-type", hint="Контекст передаётся словарём.")
    permitted = PLAIN | own
    records: list[Any] = [context]
    lists: list[Any] = []
    values = letters = longest = 0
    for _ in range(MAX_DEPTH):  # layer by layer, each in one go
        if not {str}.issuperset(map(type, chain.from_iterable(records))):
            raise refuse("context-type", hint="Имена значений — строки.")
        layer = list(chain(chain.from_iterable(map(dict.values, records)), chain.from_iterable(lists)))
        kinds = set(map(type, layer))
        values += len(layer)
        texts = layer if kinds == {str} else [item for item in layer if type(item) is str]
        letters += sum(map(len, texts))
        longest = max(longest, len(max(texts, key=len, default="")))
        if values > MAX_VALUES or letters > MAX_TEXT:
            raise refuse("context-too-big")
        inner = kinds - permitted
        if not inner:
            return longest
        if not inner <= CONTAINERS:
            raise refuse("context-type", hint=f"Значение вида {(inner - CONTAINERS).pop().__name__}.")
        records = [item for item in layer if type(item) is dict]
        lists = [item for item in layer if type(item) is list or type(item) is tuple]
    raise refuse("context-too-deep")
