"""What a made file says of its origin: pack, document, template, data, program, and a short code to find it by.

No personal data: the fingerprints are cut short and nothing can be read back from them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine import Stamp, qr_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.packs.model import DocumentSpec

PROGRAM = "sferum_docs"
CODE = "Код документа"
SHORT = 16  # digits of a fingerprint that a property shows
QR_SIDE = 15  # mm: with the lower margin of 20 mm it ends where printers still print
# Crockford's base 32: without I, L, O and U, which are taken for other signs
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS, _OF_CODE, _GROUP = 5, 7, 4
_KEPT = json.JSONEncoder(ensure_ascii=False)  # Russian letters take a third of the place that escaped ones do
_PLAIN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_FIELD = 0b100101  # x⁵ + x² + 1 makes of five bits a field: a wrong sign, or two in each other's place, always shows
# what is typed instead: the letters Crockford takes for digits, Russian letters that look the same
_TAKEN_FOR = str.maketrans("OILАВЕКМНОРСТУХЗ", "011ABEKMH0PCTYX3")


@dataclass(frozen=True)
class Provenance:
    """The origin of a made document; the same data and template give the same origin at any time."""

    pack: str
    document: str
    template: str  # SHA-256
    data: str  # SHA-256

    @cached_property
    def code(self) -> str:
        """The short code, as 7K3M-Q9TX: seven signs of a fingerprint and one that checks them."""
        source = f"{self.pack}\n{self.document}\n{self.template}\n{self.data}"
        number = int.from_bytes(hashlib.sha256(source.encode()).digest(), "big") >> (256 - _BITS * _OF_CODE)
        signs = [(number >> (_BITS * place)) & 31 for place in reversed(range(_OF_CODE))]
        return _grouped("".join(_SIGNS[sign] for sign in (*signs, _check_sign(signs))))

    def properties(self, version: str) -> dict[str, str]:
        """Name → text, as Word shows them under «Свойства → Прочие»."""
        return {
            CODE: self.code,
            "Комплект": self.pack,
            "Документ": self.document,
            "Версия шаблона": self.template[:SHORT],
            "Отпечаток данных": self.data[:SHORT],
            "Программа": f"{PROGRAM} {version}",
        }


def origin(spec: DocumentSpec, template: bytes, data: Mapping[str, Any]) -> Provenance:
    """The origin of a document made from this template and these data."""
    return Provenance(str(data["pack"]), spec.id, template_sum(template), data_sum(data))


def fingerprint(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@lru_cache(maxsize=256)
def template_sum(template: bytes) -> str:
    """SHA-256 of a template, counted once for the same bytes."""
    return fingerprint(template)


def data_sum(data: Mapping[str, Any]) -> str:
    """SHA-256 of data: of JSON with sorted keys, without blanks."""
    return hashlib.sha256(_PLAIN.encode(data).encode()).hexdigest()


class Prewritten(dict[str, Any]):
    """A record that goes into the data of many documents and is never altered: written once, laid into each."""

    @cached_property
    def text(self) -> str:
        """The record as JSON."""
        return _kept(self)


def json_text(value: Any) -> str:
    """A value as columns of the database hold it, most of which is the school in each document.

    >>> json_text({"school": Prewritten(students=300), "document": "D02"})
    '{"school": {"students": 300}, "document": "D02"}'
    >>> json_text({"вид": "приказ"})
    '{"вид": "приказ"}'
    """
    laid = {name: item for name, item in value.items() if type(item) is Prewritten} if type(value) is dict else {}
    if not laid:
        return _kept(value)
    begun = ", ".join(f"{_kept(name)}: {item.text}" for name, item in laid.items())
    rest = _kept({name: item for name, item in value.items() if name not in laid})
    return f"{{{begun}, {rest[1:]}" if len(laid) < len(value) else f"{{{begun}}}"


def _kept(value: Any) -> str:
    """Readable letters; half of a sign, which no database takes as a letter, is escaped."""
    text = _KEPT.encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


def stamp(spec: DocumentSpec, made_from: Provenance, version: str, *, qr: bool = False) -> Stamp:
    """What the template engine lays into the file; the QR code stands where the standard wants it (G64)."""
    corner = qr_code(f"{PROGRAM} {spec.id} {made_from.code}", QR_SIDE) if qr else None
    return Stamp(spec.title, made_from.properties(version), corner)


def read_code(typed: str) -> str | None:
    """The code in a text as it was typed, or None when it is none or mistyped.

    >>> read_code("7k3m q9tx"), read_code("7K3M-Q9TD")
    ('7K3M-Q9TX', None)
    """
    signs = "".join(sign for sign in typed.upper().translate(_TAKEN_FOR) if sign.isalnum())
    if len(signs) != _OF_CODE + 1 or not set(signs) <= set(_SIGNS):
        return None
    *values, check = (_SIGNS.index(sign) for sign in signs)
    return _grouped(signs) if _check_sign(values) == check else None


def _check_sign(values: list[int]) -> int:
    """The sum in the field, each sign doubled once more than the one after it."""
    total = 0
    for value in values:
        total = _doubled(total ^ value)
    return total


def _doubled(value: int) -> int:
    return value << 1 ^ (_FIELD if value & 0b10000 else 0)


def _grouped(signs: str) -> str:
    return f"{signs[:_GROUP]}-{signs[_GROUP:]}"
