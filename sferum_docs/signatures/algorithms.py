"""Digests and values of signatures, worked out as far as this program can (`algorithms.toml`)."""

from __future__ import annotations

import hashlib
import hmac
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.signatures.model import Digest, Value
from sferum_docs.signatures.streebog import streebog256, streebog512

if TYPE_CHECKING:
    from collections.abc import Callable

_SLOW = {"streebog256": streebog256, "streebog512": streebog512}
SLOW_MB = 4  # a digest of ГОСТ is worked out in Python: half a megabyte a second
_KEY_BITS = range(1024, 8193)
_MOST_OF_EXPONENT = 1 << 32
_HASH_OF_VALUE = ("sha1", "sha224", "sha256", "sha384", "sha512")


def digest_name(algorithm: str) -> str:
    """How an algorithm of digests is called; its identifier when it has no name here."""
    return _table()["digests"].get(algorithm, (algorithm, ""))[0]


def value_name(algorithm: str) -> str:
    """How an algorithm of signatures is called."""
    return _table()["values"].get(algorithm, (algorithm, ""))[0]


def digest_of(algorithm: str, data: bytes) -> bytes | None:
    """The digest of these bytes; None when it cannot be worked out here."""
    name = _function("digests", algorithm)
    slow: Callable[[bytes], bytes] | None = _SLOW.get(name)
    if slow is not None:
        return slow(data) if len(data) <= SLOW_MB * 1024 * 1024 else None
    return hashlib.new(name, data, usedforsecurity=False).digest() if name else None


def compare(algorithm: str, expected: bytes | None, data: bytes) -> Digest:
    """Whether these bytes have the digest that a signature names."""
    found = digest_of(algorithm, data) if expected is not None else None
    if expected is None or found is None:
        return Digest.UNKNOWN
    return Digest.SAME if hmac.compare_digest(found, expected) else Digest.OTHER


def check_value(key: bytes, digest_algorithm: str, value_algorithm: str, signed: bytes, value: bytes) -> Value:
    """Whether a value of RSA or ECDSA fits the key and what was signed; unknown for every other."""
    function, name = _function("values", value_algorithm), _function("digests", digest_algorithm)
    if not function or name not in _HASH_OF_VALUE:
        return Value.UNKNOWN
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm  # noqa: PLC0415  as below
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415  as below
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa  # noqa: PLC0415  as below
    from cryptography.hazmat.primitives.serialization import load_der_public_key  # noqa: PLC0415  wanted seldom

    algorithm = getattr(hashes, name.upper())()
    try:
        public = load_der_public_key(key)
        if isinstance(public, rsa.RSAPublicKey) and function == "rsa":
            if public.key_size not in _KEY_BITS or public.public_numbers().e > _MOST_OF_EXPONENT:
                return Value.UNKNOWN
            public.verify(value, signed, padding.PKCS1v15(), algorithm)
        elif isinstance(public, ec.EllipticCurvePublicKey) and function == "ecdsa":
            public.verify(value, signed, ec.ECDSA(algorithm))
        else:
            return Value.UNKNOWN
    except InvalidSignature:
        return Value.WRONG
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return Value.UNKNOWN
    return Value.RIGHT


def _function(kind: str, algorithm: str) -> str:
    return _table()[kind].get(algorithm, ("", ""))[1]


@cache
def _table() -> dict[str, dict[str, tuple[str, str]]]:
    text = Path(__file__).with_name("algorithms.toml").read_text(encoding="utf-8")
    return {
        kind: {oid: (name, call) for oid, (name, call) in rows.items()} for kind, rows in tomllib.loads(text).items()
    }
