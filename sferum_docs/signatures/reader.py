"""Signatures out of a file of CMS (RFC 5652), as CAdES-BES and CAdES-T write them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.signatures.algorithms import compare
from sferum_docs.signatures.encoding import der_of, is_bounded
from sferum_docs.signatures.model import Certificate, Digest, Owner, SignatureFile, Signer, Stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNED_DATA = "1.2.840.113549.1.7.2"
_MESSAGE_DIGEST, _SIGNING_TIME = "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.5"
_TIME_STAMP = "1.2.840.113549.1.9.16.2.14"  # RFC 5126, 6.1.1
_MOST_SIGNERS, _LONGEST = 20, 300
_SET_OF = b"\x31"
# attributes of a name; the Russian ones by the order of the ФСБ of 27.12.2011 № 795
_COMMON, _SURNAME, _GIVEN, _ORGANISATION, _TITLE = "2.5.4.3", "2.5.4.4", "2.5.4.42", "2.5.4.10", "2.5.4.12"
_INN, _ORGANISATION_INN, _OGRN = "1.2.643.3.131.1.1", "1.2.643.100.4", "1.2.643.100.1"
_LEADING_ZEROS = "00"  # an ИНН of an organisation was written into the field for people with these
_OF_ORGANISATION = 12
# what asn1crypto may raise for a structure that is none
_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


def read_signatures(data: bytes, place: str = "file") -> SignatureFile:
    """The signatures that a file holds. FaultsError: none, damaged, without a certificate, too many."""
    der = der_of(data, place)
    try:
        file = _read(der)
    except _BROKEN as error:
        code = "signature_certificate" if _is_certificate(der) else "signature_damaged"
        raise FaultsError([Fault(code, place)]) from error
    if file is None:
        raise FaultsError([Fault("signature_kind", place)])
    if not file.signers:
        raise FaultsError([Fault("signature_no_certificate", place)])
    if file.unnamed:
        raise FaultsError([Fault("signature_some_unnamed", place)])
    return file


def _read(der: bytes) -> SignatureFile | None:
    from asn1crypto import cms  # noqa: PLC0415  wanted seldom

    outer = cms.ContentInfo.load(der)
    if outer["content_type"].dotted != _SIGNED_DATA:
        return None
    data = outer["content"]
    certificates = [item.chosen for item in data["certificates"] or () if item.name == "certificate"]
    if len(data["signer_infos"]) > _MOST_SIGNERS or len(certificates) > _MOST_SIGNERS * 5:
        raise ValueError
    signers = tuple(_signer(info, certificates) for info in data["signer_infos"])
    inside = data["encap_content_info"]["content"]
    content = inside.native if inside is not None else None
    named = tuple(item for item in signers if item is not None)
    return SignatureFile(named, content if isinstance(content, bytes) else None, der, len(signers) - len(named))


def _is_certificate(der: bytes) -> bool:
    """Whether somebody took the certificate that lies beside the signature."""
    from asn1crypto import x509  # noqa: PLC0415  wanted seldom

    try:
        return bool(x509.Certificate.load(der).serial_number and x509.Certificate.load(der)["signature_value"].native)
    except _BROKEN:
        return False


def _signer(info: Any, certificates: list[Any]) -> Signer | None:
    certificate = next((item for item in certificates if _is_of(info["sid"], item)), None)
    if certificate is None:
        return None
    signed = {item["type"].dotted: item["values"] for item in info["signed_attrs"] or ()}
    unsigned = {item["type"].dotted: item["values"] for item in info["unsigned_attrs"] or ()}
    value = info["signature"].native
    digest = signed[_MESSAGE_DIGEST][0].native if _MESSAGE_DIGEST in signed else None
    return Signer(
        _certificate(certificate),
        info["digest_algorithm"]["algorithm"].dotted,
        info["signature_algorithm"]["algorithm"].dotted,
        digest,
        _SET_OF + info["signed_attrs"].dump()[1:] if signed else b"",
        value,
        _moment(signed[_SIGNING_TIME][0].native) if _SIGNING_TIME in signed else None,
        _stamp(unsigned[_TIME_STAMP][0], value) if _TIME_STAMP in unsigned else None,
    )


def _is_of(sid: Any, certificate: Any) -> bool:
    if sid.name == "issuer_and_serial_number":
        named = sid.chosen
        same = named["serial_number"].native == certificate.serial_number
        return bool(same and named["issuer"].dump() == certificate.issuer.dump())
    return bool(certificate.key_identifier == sid.chosen.native)


def _certificate(item: Any) -> Certificate:
    validity = item["tbs_certificate"]["validity"]
    return Certificate(
        _owner(item.subject),
        _issuer(item.issuer),
        f"{item.serial_number:X}",
        _moment(validity["not_before"].native),
        _moment(validity["not_after"].native),
        item.public_key.dump(),
    )


def _owner(name: Any) -> Owner:
    found = _attributes(name)
    whole = " ".join(found[part] for part in (_SURNAME, _GIVEN) if part in found)
    inn = found.get(_INN, "")
    if len(inn) == _OF_ORGANISATION and inn.startswith(_LEADING_ZEROS):
        found.setdefault(_ORGANISATION_INN, inn.removeprefix(_LEADING_ZEROS))
        inn = ""
    return Owner(
        whole or found.get(_COMMON, ""),
        found.get(_ORGANISATION, "") or (found.get(_COMMON, "") if whole else ""),
        found.get(_TITLE, ""),
        inn,
        found.get(_ORGANISATION_INN, ""),
        found.get(_OGRN, ""),
    )


def _issuer(name: Any) -> str:
    found = _attributes(name)
    return found.get(_COMMON) or found.get(_ORGANISATION) or ""


def _attributes(name: Any) -> dict[str, str]:
    return dict(reversed([*_pairs(name)]))  # of several with one meaning the first counts


def _pairs(name: Any) -> Iterator[tuple[str, str]]:
    for part in name.chosen:
        for item in part:
            value = item["value"].native
            if isinstance(value, str):
                yield item["type"].dotted, clean_line(value)[:_LONGEST]


def _stamp(token: Any, value: bytes) -> Stamp | None:
    """What a service of time stamps says, when it speaks of this very value."""
    inside = token["content"]
    told = inside["encap_content_info"]["content"]
    if not is_bounded(bytes(told)):  # it lies in octets that the first look did not go into
        raise ValueError
    info = told.parsed
    imprint = info["message_imprint"]
    if (
        compare(imprint["hash_algorithm"]["algorithm"].dotted, imprint["hashed_message"].native, value)
        is not Digest.SAME
    ):
        return None
    certificates = [item.chosen for item in inside["certificates"] or () if item.name == "certificate"]
    own = (item for item in certificates if _is_of(inside["signer_infos"][0]["sid"], item))
    by = next((_issuer(item.subject) for item in own), "")
    return Stamp(_moment(info["gen_time"].native), by)


def _moment(value: datetime) -> datetime:
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
