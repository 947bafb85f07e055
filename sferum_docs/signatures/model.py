"""What a file of electronic signatures holds, as far as it is told and compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Digest(StrEnum):
    """Whether a signature belongs to a file, by the digest that stands in it."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"  # no digest in it, or none that this program can work out


class Value(StrEnum):
    """Whether the signature itself fits the key of its certificate."""

    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"  # its algorithm is not one of those that this program knows


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a certificate. His СНИЛС stands in it, too, and is not read out."""

    name: str = ""
    organisation: str = ""
    post: str = ""
    inn: str = ""
    organisation_inn: str = ""
    ogrn: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate: whose, given by whom, from when until when; the key with which values are checked."""

    owner: Owner
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime
    key: bytes  # SubjectPublicKeyInfo, DER

    def valid_at(self, moment: datetime) -> bool:
        """Whether it was in force by its own dates; nobody is asked whether it was taken back."""
        return self.valid_from <= moment <= self.valid_until


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time that a service of time stamps (RFC 3161) told of this very signature; its own signature is not checked."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature: what was signed (`signed`, empty when the file itself), with which value."""

    certificate: Certificate
    digest_algorithm: str
    value_algorithm: str
    digest: bytes | None  # of the file, when it stands among the signed attributes
    signed: bytes
    value: bytes
    claimed_at: datetime | None
    stamp: Stamp | None

    @property
    def at(self) -> datetime | None:
        """When it was made: as a service of time stamps told, else as the signer's own clock claims."""
        return self.stamp.at if self.stamp else self.claimed_at


@dataclass(frozen=True, slots=True)
class SignatureFile:
    """All signatures of a file, and what they sign when it lies within (attached)."""

    signers: tuple[Signer, ...]
    content: bytes | None
    der: bytes
    unnamed: int = 0  # signatures whose certificate does not lie in it


@dataclass(frozen=True, slots=True)
class Check:
    """What comparing one signature with a file has given."""

    signer: Signer
    digest: Digest
    value: Value

    @property
    def belongs(self) -> bool:
        """Whether it is known to sign this file."""
        return self.digest is Digest.SAME and self.value is not Value.WRONG
