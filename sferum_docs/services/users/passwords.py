"""Passwords: how they are kept, which are taken, one-time ones.

The rules are those of NIST SP 800-63B, 3.1.1.2: length, no rules of composition, no expiry, commonest and
guessable ones refused, every character allowed.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from sferum_docs.reading.faults import Fault

SHORTEST, LONGEST = 10, 200  # characters; the upper bound keeps one request from costing a minute
_FEW = 4  # different characters: «1111111111» is long and guessable
_RUNS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "йцукенгшщзхъфывапролджэячсмитьбю",
)
# what people of a school would type first
_COMMON = ("password", "пароль", "parol", "qwerty", "йцукен", "admin", "админ", "sferum", "сферум", "school", "школа",
           "shkola", "директор", "direktor", "director", "секретарь", "sekretar", "welcome", "letmein", "iloveyou",
           "zxcvbn", "1q2w3e4r", "qazwsx", "россия", "дагестан", "учитель")  # fmt: skip
# without letters and digits that look alike on paper
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Passwords:
    """Argon2id at a chosen cost.

    32 MiB and three passes are above the least that OWASP asks for (19 MiB and two), and eight threads signing
    people in at once take 256 MiB: a school's machine has that to spare.
    """

    memory_kib: int = 32 * 1024
    passes: int = 3
    _dummy: list[str] = field(default_factory=list, repr=False, compare=False)

    def hash(self, password: str) -> str:
        """What is kept instead of the password."""
        return self._hasher.hash(_same(password))

    def match(self, kept: str | None, password: str) -> bool:
        """Whether the password is the kept one; without a kept one it takes the same time to say no."""
        if kept is None and not self._dummy:
            self._dummy.append(self.hash(secrets.token_hex()))
        try:
            return self._hasher.verify(kept or self._dummy[0], _same(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False

    def is_outdated(self, kept: str) -> bool:
        """Whether the hash was made at another cost."""
        return self._hasher.check_needs_rehash(kept)

    @property
    def _hasher(self) -> PasswordHasher:
        return PasswordHasher(time_cost=self.passes, memory_cost=self.memory_kib, parallelism=1)


def password_faults(password: str, place: str, *known: str) -> list[Fault]:
    """Why a password is not taken; `known` are words that everybody knows of its owner."""
    plain = _same(password).casefold()
    if not password:
        return [Fault("empty", place)]
    if len(plain) < SHORTEST:
        return [Fault("password_short", place, {"least": SHORTEST})]
    if len(plain) > LONGEST:
        return [Fault("password_long", place, {"most": LONGEST})]
    words = [word for text in known for word in (text, *text.split()) if word]
    if any(_is_mostly(plain, word.casefold()) for word in words):
        return [Fault("password_own", place)]
    if len(set(plain)) <= _FEW or any(plain in run or plain in run[::-1] for run in _RUNS) or _is_common(plain):
        return [Fault("password_common", place)]
    return []


def one_time_password() -> str:
    """Four groups of four signs, about 79 bits, easy to read from paper."""
    return "-".join("".join(secrets.choice(_SIGNS) for _sign in range(4)) for _group in range(4))


def _same(password: str) -> str:
    # one password typed on two keyboards must be the same bytes
    return unicodedata.normalize("NFKC", password)


def _is_common(plain: str) -> bool:
    return any(_is_mostly(plain, word) for word in _COMMON)


def _is_mostly(plain: str, word: str) -> bool:
    """Whether the password is this word, repeated or with a few signs around it, and little else."""
    rest = plain.replace(word, "")
    return rest != plain and len(rest) <= _FEW and len(word) >= _FEW
