"""What is kept and told of a signature once it was compared: plain values, nothing of its СНИЛС."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sferum_docs.signatures.algorithms import digest_name, value_name
from sferum_docs.signatures.model import Digest, Owner, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.signatures.model import Check


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """Whose signature, by which certificate, made when, and what of it was checked."""

    owner: Owner
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime
    digest: Digest
    value: Value
    digest_name: str
    value_name: str
    claimed_at: datetime | None = None
    stamped_at: datetime | None = None
    stamped_by: str = ""

    @property
    def at(self) -> datetime | None:
        """When it was made: as a service of time stamps told, else as the signer's own clock claims."""
        return self.stamped_at or self.claimed_at

    @property
    def in_force(self) -> bool:
        """Whether the certificate was in force by its own dates when it signed; not known without a time: no."""
        return self.at is not None and self.valid_from <= self.at <= self.valid_until

    @property
    def proves(self) -> bool:
        """Whether it proves the document as a scan with a signature does."""
        return self.digest is Digest.SAME and self.value is not Value.WRONG and self.in_force


def facts_of(check: Check) -> SignerFacts:
    """The facts of a signature that was compared."""
    signer, certificate = check.signer, check.signer.certificate
    return SignerFacts(
        certificate.owner,
        certificate.issuer,
        certificate.serial,
        certificate.valid_from,
        certificate.valid_until,
        check.digest,
        check.value,
        digest_name(signer.digest_algorithm),
        value_name(signer.value_algorithm),
        signer.claimed_at,
        signer.stamp.at if signer.stamp else None,
        signer.stamp.by if signer.stamp else "",
    )


def facts_data(facts: SignerFacts) -> dict[str, Any]:
    """The facts as JSON holds them."""
    data = {field.name: getattr(facts, field.name) for field in fields(facts)}
    data["owner"] = asdict(facts.owner)
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in data.items()}


def read_facts(data: Mapping[str, Any]) -> SignerFacts:
    """The facts that were kept."""
    days = {name: _moment(data[name]) for name in ("valid_from", "valid_until", "claimed_at", "stamped_at")}
    told = {"owner": Owner(**data["owner"]), "digest": Digest(data["digest"]), "value": Value(data["value"])}
    return SignerFacts(**{**data, **days, **told})


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
