"""Files of electronic signatures as schools get them: RSA and ECDSA that verify, ГОСТ with a value of no key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from asn1crypto import algos, cms, core, keys, tsp, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from sferum_docs.signatures.streebog import streebog256, streebog512

OWNER = {
    "2.5.4.3": "МБОУ СОШ № 5",
    "2.5.4.4": "Омаров",
    "2.5.4.42": "Магомед Алиевич",
    "2.5.4.10": "МБОУ СОШ № 5",
    "2.5.4.12": "Директор",
    "1.2.643.3.131.1.1": "053012345678",
    "1.2.643.100.4": "0530123456",
    "1.2.643.100.1": "1020500001234",
    "1.2.643.100.3": "11223344595",
}
ISSUER = {"2.5.4.3": "Казначейство России", "2.5.4.10": "Федеральное казначейство"}
FROM, UNTIL, AT = (datetime(*day, 12, tzinfo=UTC) for day in ((2023, 1, 10), (2024, 4, 10), (2023, 10, 16)))
_GOST_KEY = "1.2.643.7.1.1.1.1"
_DIGESTS = {"gost": "1.2.643.7.1.1.2.2", "gost512": "1.2.643.7.1.1.2.3"}

_VALUES = {"gost": "1.2.643.7.1.1.3.2", "gost512": "1.2.643.7.1.1.3.3", "rsa": "rsassa_pkcs1v15", "ec": "sha256_ecdsa"}


@dataclass(frozen=True)
class By:
    """Who signs, with what, when."""

    key: str = "gost"  # gost512, rsa, ec
    owner: dict[str, str] = field(default_factory=lambda: dict(OWNER))
    valid: tuple[datetime, datetime] = (FROM, UNTIL)
    at: datetime | None = AT
    stamped: datetime | None = None
    attributes: bool = True
    serial: int = 0x12AB34


def signature(content: bytes, *signers: By, attached: bool = False, certificates: bool = True) -> bytes:
    """The file (DER) of signatures of this content."""
    chosen = signers or (By(),)
    inside = {"content_type": "data", "content": content} if attached else {"content_type": "data"}
    made = [_certificate(by) for by in chosen]
    data = {
        "version": "v1",
        "digest_algorithms": [_digest_algorithm(by) for by in chosen],
        "encap_content_info": inside,
        "signer_infos": [_signer(content, by, certificate) for by, certificate in zip(chosen, made, strict=True)],
    }
    if certificates:
        data["certificates"] = made
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)}).dump())


def _digest_algorithm(by: By) -> Any:
    return algos.DigestAlgorithm({"algorithm": _DIGESTS.get(by.key, "sha256")})


def _digest(content: bytes, by: By) -> bytes:
    ours = {"gost": streebog256, "gost512": streebog512}.get(by.key)
    return ours(content) if ours else hashlib.sha256(content).digest()


def _signer(content: bytes, by: By, certificate: x509.Certificate) -> Any:
    attributes = [
        {"type": "content_type", "values": ["data"]},
        {"type": "message_digest", "values": [_digest(content, by)]},
    ]
    if by.at:
        attributes.append(
            {
                "type": "signing_time",
                "values": [cms.Time({_kind_of_time(by.at).replace("general_", "generalized_"): by.at})],
            }
        )
    signed = cms.CMSAttributes(attributes)
    value = _value(signed.dump() if by.attributes else content, by)
    info: dict[str, Any] = {
        "version": "v1",
        "sid": {"issuer_and_serial_number": {"issuer": certificate.issuer, "serial_number": certificate.serial_number}},
        "digest_algorithm": _digest_algorithm(by),
        "signature_algorithm": {"algorithm": _VALUES[by.key]},
        "signature": value,
    }
    if by.attributes:
        info["signed_attrs"] = signed
    if by.stamped:
        token = _stamp(value, by.stamped)
        info["unsigned_attrs"] = [{"type": "signature_time_stamp_token", "values": [token]}]
    return info


def _stamp(value: bytes, at: datetime) -> Any:
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": hashlib.sha256(value).digest()}
    info = tsp.TSTInfo({
        "version": "v1",
        "policy": "1.2.3",
        "message_imprint": imprint,
        "serial_number": 1,
        "gen_time": at,
    })  # fmt: skip
    own = _certificate(By(owner={"2.5.4.3": "Служба меток времени"}, serial=7))
    return cms.ContentInfo({
        "content_type": "signed_data",
        "content": cms.SignedData({
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(info.dump())},
            "certificates": [own],
            "signer_infos": [_signer(b"", By(at=None), own)],
        }),
    })  # fmt: skip


def _name(parts: dict[str, str]) -> Any:
    rows = [
        x509.RelativeDistinguishedName([_part(oid, text)]) for oid, text in parts.items()
    ]  # fmt: skip
    return x509.Name(name="", value=x509.RDNSequence(rows))


def _part(oid: str, text: str) -> Any:
    if oid.startswith("1.2.643"):
        return x509.NameTypeAndValue({"type": oid, "value": core.NumericString(text)})
    value = x509.DirectoryString(name="utf8_string", value=core.UTF8String(text))
    return x509.NameTypeAndValue({"type": oid, "value": value})


def certificate(by: By) -> bytes:
    """The certificate alone, as it lies beside a signature."""
    return bytes(_certificate(by).dump())


def _certificate(by: By) -> x509.Certificate:
    start, end = (x509.Time({_kind_of_time(day): day}) for day in by.valid)
    return x509.Certificate({
        "tbs_certificate": {
            "version": "v3",
            "serial_number": by.serial,
            "signature": {"algorithm": "sha256_rsa"},
            "issuer": _name(ISSUER),
            "validity": {"not_before": start, "not_after": end},
            "subject": _name(by.owner),
            "subject_public_key_info": _public(by.key),
        },
        "signature_algorithm": {"algorithm": "sha256_rsa"},
        "signature_value": b"\0" * 32,
    })  # fmt: skip


def _kind_of_time(day: datetime) -> str:
    """RFC 5280, 4.1.2.5."""
    return "utc_time" if 1950 <= day.year < 2050 else "general_time"


def _public(kind: str) -> Any:
    if kind.startswith("gost"):
        parameters = algos.AlgorithmIdentifier({"algorithm": _GOST_KEY}).dump()
        bits = core.BitString.load(b"\x03\x43\0\x04\x40" + b"\1" * 64).dump()
        return keys.PublicKeyInfo.load(bytes([0x30, len(parameters) + len(bits)]) + parameters + bits)
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return keys.PublicKeyInfo.load(_key(kind).public_key().public_bytes(serialization.Encoding.DER, form))


@cache
def _key(kind: str) -> Any:
    return rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())


def _value(signed: bytes, by: By) -> bytes:
    if by.key == "rsa":
        return bytes(_key("rsa").sign(signed, padding.PKCS1v15(), hashes.SHA256()))
    return bytes(_key("ec").sign(signed, ec.ECDSA(hashes.SHA256()))) if by.key == "ec" else b"\2" * 64
