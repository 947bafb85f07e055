"""Signatures held against the bytes of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.signatures.algorithms import check_value, compare
from sferum_docs.signatures.model import Check, Digest, SignatureFile, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.signatures.model import Signer


def check_signatures(file: SignatureFile, content: bytes) -> tuple[Check, ...]:
    """What each signature of a file says of these bytes."""
    return tuple(_check(signer, content) for signer in file.signers)


def signed_among(file: SignatureFile, files: Iterable[tuple[str, bytes]]) -> tuple[str, tuple[Check, ...]]:
    """The name of the file that all signatures belong to, with what was checked; empty when it is none of these.

    Of several files the first counts; one that nothing can be said of is no match.
    """
    for name, content in files:
        checks = check_signatures(file, content)
        if checks and all(check.belongs for check in checks):
            return name, checks
    return "", ()


def _check(signer: Signer, content: bytes) -> Check:
    signed = signer.signed or content
    value = check_value(
        signer.certificate.key, signer.digest_algorithm, signer.value_algorithm, signed, signer.value
    )  # fmt: skip
    digest = compare(signer.digest_algorithm, signer.digest, content)
    if not signer.signed and value is not Value.UNKNOWN:  # the value itself is made of the file
        digest, value = (Digest.SAME, value) if value is Value.RIGHT else (Digest.OTHER, Value.UNKNOWN)
    return Check(signer, digest, value)
