"""The text of a file in whatever encoding Russian programs have left it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from sferum_docs.reading.faults import Fault, FaultsError

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SINGLE = ("cp1251", "koi8-r", "cp866", "mac-cyrillic")
_HEAD = 200_000  # so much of a text tells its encoding
_COMMON = frozenset("оеаинтсрвлкмдпу")
_RARE = frozenset("ъыэщфцЁё")
_WORD = re.compile(r"[А-ЯЁа-яё]+")
_NATURAL = re.compile(r"[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+")
_TWICE = re.compile("[РС][\u0080-\u00bf\u0400-\u040f\u0450-\u045f\u2010-\u2122]|[ÐÑ][\u0080-\u00bf]")
_NAMED = 5
_FEW = 100
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)


def decoded(data: bytes) -> tuple[str, list[Fault]]:
    """The text and a remark on every line that was read by another encoding than the rest."""
    if data.startswith(_UTF_16):
        return _utf_16(data, "utf-16"), []
    # signs of nothing that a program has left: UTF-16 has one at every space, and an even number of bytes
    if b"\0" not in data.rstrip(b"\0") or len(data) % 2 or data.count(b"\0") * _FEW < len(data):
        data = data.replace(b"\0", b"")
    if b"\0" in data[:4096]:
        return _utf_16(data, _which_utf_16(data)), []
    try:
        return _undone(data.decode("utf-8-sig")), []
    except UnicodeDecodeError:
        pass
    lines = data.split(b"\n")
    plain = [line for line in lines if _is_utf_8(line)]
    if any(not line.isascii() for line in plain):
        return _mixed(lines)
    return data.decode(_likely(data), "replace"), []


def page_text(data: bytes) -> str:
    """The text of a page of the web, by the encoding it names or the one it is in."""
    named = _CHARSET.search(data[:4096])
    if named:
        try:
            return data.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded(data)[0])


def _likely(data: bytes) -> str:
    sample = data[:_HEAD]
    return max(_SINGLE, key=lambda encoding: _likeness(sample.decode(encoding, "replace")))


def _likeness(text: str) -> float:
    """How much a text looks like Russian: words of natural shape made of common letters."""
    score = 0.0
    for word, count in Counter(_WORD.findall(text)).items():
        shape = 1 if _NATURAL.fullmatch(word) else -2
        letters = sum((letter in _COMMON) - 2 * (letter in _RARE) for letter in word.lower())
        score += count * (shape * len(word) + letters)
    odd = sum(not char.isalnum() and not char.isascii() and char not in "«»—–№“”„…\u00a0" for char in text)
    return score - 3 * odd


def _undone(text: str) -> str:
    """The text as it was before UTF-8 was taken for another encoding and saved as UTF-8 again."""
    letters = sum(char.isalpha() and not char.isascii() for char in text[:_HEAD])
    if letters and len(_TWICE.findall(text[:_HEAD])) * 3 > letters:
        for encoding in ("cp1251", "cp1252", "latin-1"):
            try:
                return bytes(map(_signs(encoding).__getitem__, text)).decode("utf-8-sig")
            except (KeyError, UnicodeError):
                continue
    return text


@cache
def _signs(encoding: str) -> dict[str, int]:
    """Sign → byte; a byte that the encoding leaves out stands for itself, as Windows has it."""
    known = {code: bytes([code]).decode(encoding, "ignore") or chr(code) for code in range(256)}
    return {sign: code for code, sign in known.items()}


def _mixed(lines: list[bytes]) -> tuple[str, list[Fault]]:
    other = [number for number, line in enumerate(lines, start=1) if not _is_utf_8(line)]
    encoding = _likely(b"\n".join(lines[number - 1] for number in other))
    text = "\n".join(line.decode("utf-8" if _is_utf_8(line) else encoding, "replace") for line in lines)
    named = ", ".join(map(str, other[:_NAMED])) + (" …" if len(other) > _NAMED else "")
    return text.removeprefix("\ufeff"), [Fault("sheet_mixed_encodings", values={"lines": named}, warning=True)]


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _which_utf_16(data: bytes) -> str:
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"


def _utf_16(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FaultsError([Fault("not_a_sheet")]) from error
    if (
        "\0" in text
        or sum(not char.isprintable() and not char.isspace() for char in text[:4096]) > len(text[:4096]) // 20
    ):
        raise FaultsError([Fault("not_a_sheet")])
    return text
