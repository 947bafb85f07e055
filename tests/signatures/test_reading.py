"""Signatures as schools get them, read and compared; what is none, refused in words whatever its bytes."""

import base64
from contextlib import suppress
from datetime import UTC, datetime
from functools import reduce
from time import process_time

import pytest
from asn1crypto import cms
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.signatures.known import held_against
from sferum_docs.services.signatures.told import tell_signer
from sferum_docs.signatures.checking import check_signatures
from sferum_docs.signatures.facts import facts_data, facts_of, read_facts
from sferum_docs.signatures.model import Digest, Value
from sferum_docs.signatures.reader import read_signatures
from sferum_docs.signatures.streebog import streebog256, streebog512
from tests.made_signatures import AT, FROM, ISSUER, OWNER, UNTIL, By, certificate, signature

PAPER = "Приказ № 1".encode()
OTHER = "Приказ № 2".encode()
# RFC 6986, 10.1 and 10.2: the messages stand there as numbers, their last octet first
EXAMPLES = {
    b"012345678901234567890123456789012345678901234567890123456789012": (
        "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500",
        "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa",
        "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48",
    ),
    "Се ветри, Стрибожи внуци, веютъ с моря стрелами на храбрыя плъкы Игоревы".encode("cp1251"): (
        "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50",
        "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376",
        "035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28",
    ),
}


@pytest.mark.parametrize("message", EXAMPLES)
def test_digests_of_the_standard_are_those_of_its_examples(message: bytes) -> None:
    short, *long = EXAMPLES[message]
    assert (streebog256(message).hex(), streebog512(message).hex()) == (short, "".join(long))


def checked(data: bytes, content: bytes = PAPER) -> list[tuple[Digest, Value]]:
    return [(check.digest, check.value) for check in check_signatures(read_signatures(data), content)]


@pytest.mark.parametrize(
    ("by", "right", "wrong"),
    [
        (By(), (Digest.SAME, Value.UNKNOWN), (Digest.OTHER, Value.UNKNOWN)),
        (By("gost512"), (Digest.SAME, Value.UNKNOWN), (Digest.OTHER, Value.UNKNOWN)),
        (By("rsa"), (Digest.SAME, Value.RIGHT), (Digest.OTHER, Value.RIGHT)),
        (By("ec"), (Digest.SAME, Value.RIGHT), (Digest.OTHER, Value.RIGHT)),
        # the value is made of the file itself
        (By("rsa", attributes=False), (Digest.SAME, Value.RIGHT), (Digest.OTHER, Value.UNKNOWN)),
        (By(attributes=False), (Digest.UNKNOWN, Value.UNKNOWN), (Digest.UNKNOWN, Value.UNKNOWN)),
    ],
)
def test_a_signature_is_compared_as_far_as_its_algorithm_allows(
    by: By, right: tuple[Digest, Value], wrong: tuple[Digest, Value]
) -> None:
    data = signature(PAPER, by)
    assert checked(data) == [right]
    assert checked(data, OTHER) == [wrong]


def test_the_owner_is_read_from_the_russian_attributes_and_the_number_of_the_person_is_not() -> None:
    (signer,) = read_signatures(signature(PAPER)).signers
    owner, certificate = signer.certificate.owner, signer.certificate
    assert (owner.name, owner.post) == ("Омаров Магомед Алиевич", "Директор")
    assert (owner.organisation, owner.ogrn) == ("МБОУ СОШ № 5", "1020500001234")
    assert (owner.inn, owner.organisation_inn) == ("053012345678", "0530123456")
    assert (certificate.serial, certificate.issuer) == ("12AB34", ISSUER["2.5.4.3"])
    assert OWNER["1.2.643.100.3"] not in repr(signer.certificate.owner)
    kept = facts_data(facts_of(check_signatures(read_signatures(signature(PAPER)), PAPER)[0]))
    assert OWNER["1.2.643.100.3"] not in repr(kept)


def test_an_organisation_in_the_field_for_people_is_known_by_its_zeros() -> None:
    owner = {"2.5.4.3": "МБОУ СОШ № 5", "1.2.643.3.131.1.1": "000530123456"}
    (signer,) = read_signatures(signature(PAPER, By(owner=owner))).signers
    assert (signer.certificate.owner.inn, signer.certificate.owner.organisation_inn) == ("", "0530123456")
    assert signer.certificate.owner.name == "МБОУ СОШ № 5"


def test_a_time_stamp_counts_before_the_clock_of_the_signer_and_only_for_its_own_signature() -> None:
    stamped = signature(PAPER, By(stamped=UNTIL))
    (signer,) = read_signatures(stamped).signers
    assert (signer.claimed_at, signer.at) == (AT, UNTIL)
    assert signer.stamp is not None
    assert signer.stamp.by == "Служба меток времени"
    # the stamp of another value
    (signer,) = read_signatures(stamped.replace(b"\2" * 64, b"\3" * 64, 1)).signers
    assert (signer.stamp, signer.at) == (None, AT)


@pytest.mark.parametrize("at", [datetime(2022, 12, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC), None])
def test_outside_of_the_term_of_its_certificate_a_signature_proves_nothing(at: datetime | None) -> None:
    check = check_signatures(read_signatures(signature(PAPER, By("rsa", at=at))), PAPER)[0]
    assert check.belongs
    assert not facts_of(check).proves
    assert facts_of(check_signatures(read_signatures(signature(PAPER)), PAPER)[0]).proves


def test_what_is_kept_of_a_signature_is_read_again_as_it_was() -> None:
    for by in (By(), By("ec", stamped=UNTIL), By(at=None)):
        facts = facts_of(check_signatures(read_signatures(signature(PAPER, by)), PAPER)[0])
        assert read_facts(facts_data(facts)) == facts


def test_an_attached_signature_gives_what_lies_in_it_and_several_signers_are_told_apart() -> None:
    file = read_signatures(signature(PAPER, By("rsa", serial=1), By(serial=2), attached=True))
    assert file.content == PAPER
    assert {signer.certificate.serial for signer in file.signers} == {"1", "2"}
    assert read_signatures(signature(PAPER)).content is None


def pem(data: bytes) -> bytes:
    return b"-----BEGIN CMS-----\n" + base64.encodebytes(data) + b"-----END CMS-----\n"


@pytest.mark.parametrize(
    "coded",
    [
        bytes,
        pem,
        base64.b64encode,
        lambda data: pem(data).replace(b"\n", b"\r\n").replace(b"CMS", b"PKCS7"),
        lambda data: b"\xef\xbb\xbf" + base64.encodebytes(data),
        lambda data: base64.b64encode(data).decode().encode("utf-16"),
        lambda data: data + b"\r\n",
    ],
)
def test_every_way_to_write_a_signature_down_is_read(coded: object) -> None:
    assert callable(coded)
    assert checked(coded(signature(PAPER))) == [(Digest.SAME, Value.UNKNOWN)]


def indefinite(data: bytes) -> bytes:
    """The same in BER, its outer parts of no told length, as programs write that sign while they read."""
    loaded = cms.ContentInfo.load(data)
    inner = bytes(loaded["content"].dump())
    start = inner.index(b"\x02\x01")  # after the tags and lengths of the two sequences
    kind = bytes(loaded["content_type"].dump())
    return b"\x30\x80" + kind + b"\xa0\x80\x30\x80" + inner[start:] + b"\0\0" * 3


def test_a_signature_of_no_told_length_is_read() -> None:
    assert checked(indefinite(signature(PAPER))) == [(Digest.SAME, Value.UNKNOWN)]


def tlv(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def one_of_two() -> bytes:
    """Two signatures, the certificate of one."""
    loaded = cms.ContentInfo.load(signature(PAPER, By("rsa", serial=1), By("rsa", serial=2)))
    del loaded["content"]["certificates"][0]
    return bytes(loaded.dump(force=True))


BOMB = b"\x30\x80" * 100_000
DEEP = reduce(lambda inner, _time: tlv(0x30, inner), range(500), b"\x05\0")
OBJECT = tlv(0x30, b"\x06\x83\x08\0\0" + b"\xff" * 0x7FFFF + b"\1")  # a minute and more to read
WIDE = b"\x30\x83\x0f\x42\x40" + b"\x05\x00" * 500_000


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "signature_empty"),
        (b"0" * (10 * 1024 * 1024 + 1), "signature_too_big"),
        (b"PK\x03\x04", "signature_kind"),
        (b"%PDF-1.7", "signature_kind"),
        (b"\x30\x03\x02\x01\x01", "signature_damaged"),
        (b"\x30", "signature_damaged"),
        (BOMB, "signature_damaged"),
        (WIDE, "signature_damaged"),
        (DEEP, "signature_damaged"),
        (OBJECT, "signature_damaged"),
        (b"\0" * (10 << 20), "signature_kind"),
        (b"\x30" + b"\0" * ((10 << 20) - 1), "signature_damaged"),
        (tlv(0x30, b"\0" * ((10 << 20) - 10)), "signature_damaged"),
        (b"\x30\x80" * 39 + b"\0\0" * 39, "signature_damaged"),
        (b"\x30\x03\x04\x80\0", "signature_damaged"),
        (b"\x30\x84" + b"\xff" * 4 + b"\0" * 100, "signature_damaged"),
        (b"-----BEGIN CMS-----\n!!!\n-----END CMS-----", "signature_kind"),
        (b"-----BEGIN CMS-----\n" + b"A" * (9 << 20), "signature_kind"),
        (b"A:" * (5 << 20), "signature_kind"),
        (b"-" * (10 << 20), "signature_kind"),
        (certificate(By()), "signature_certificate"),
        (b"-----BEGIN CERTIFICATE-----\n" + base64.b64encode(certificate(By("rsa"))), "signature_certificate"),
        (one_of_two(), "signature_some_unnamed"),
        (signature(PAPER)[:-5], "signature_damaged"),
        (signature(PAPER, certificates=False), "signature_no_certificate"),
        (cms.ContentInfo({"content_type": "data", "content": b"x"}).dump(), "signature_kind"),
    ],
    ids=range(26),
)
def test_what_is_no_signature_is_refused_in_words_and_at_once(data: bytes, code: str) -> None:
    begun = process_time()
    with pytest.raises(FaultsError) as refused:
        read_signatures(data)
    assert [fault.code for fault in refused.value.faults] == [code]
    assert refused.value.faults[0].sentence()
    assert process_time() - begun < 2, "seconds of the processor"


@pytest.mark.parametrize("year", [1901, 1949, 2051, 9999])
def test_times_out_of_the_usual_years_are_told(year: int) -> None:
    at = datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC)
    for by in (By("rsa", valid=(AT, at)), By("rsa", at=at)):
        check = check_signatures(read_signatures(signature(PAPER, by)), PAPER)[0]
        facts = facts_of(check)
        assert check.belongs
        assert facts.proves is (year > 2024 and by.at == AT)
        assert any(str(year)[:3] in text for _name, text in tell_signer(facts).facts)


def test_what_lies_in_a_signature_counts_for_itself_and_for_no_other_file() -> None:
    whole = signature(PAPER, By("rsa"), attached=True)
    assert checked(whole, OTHER) == [(Digest.OTHER, Value.RIGHT)]
    other = whole.replace(PAPER, OTHER)
    assert read_signatures(other).content == OTHER
    assert checked(other, OTHER) == [(Digest.OTHER, Value.RIGHT)]


@pytest.mark.parametrize(
    ("by", "content", "good", "told"),
    [
        (By(), PAPER, True, "Подпись стоит под этим файлом."),
        (By("gost512"), PAPER, True, "отпечаток (ГОСТ Р 34.11-2012, 512 бит) сошёлся"),
        (By("rsa"), PAPER, True, "Подпись соответствует ключу из сертификата (RSA)."),
        (By(), OTHER, False, "Это подпись другого файла: отпечаток не сошёлся."),
        (By("rsa", valid=(datetime(2020, 1, 1, tzinfo=UTC), FROM)), PAPER, False, "срок сертификата уже истёк"),
        (By(at=None), PAPER, False, "Когда подписано, неизвестно"),
        (By(attributes=False), PAPER, False, "Этот ли файл подписан, узнать нельзя."),
    ],
)
def test_a_signature_is_held_against_any_file(by: By, content: bytes, good: bool, told: str) -> None:
    stands, lines = held_against(signature(PAPER, by), content)
    assert stands is good
    assert any(told in line for line in lines)
    assert "не отозван ли он" in lines[-1]


SAMPLES = (
    signature(PAPER),
    signature(PAPER, By("ec", stamped=UNTIL)),
    signature(PAPER, By("rsa"), By(), attached=True),
    indefinite(signature(PAPER)),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), min_size=1, max_size=6)
)
def test_changed_octets_end_in_facts_or_in_words(data: bytes, changes: list[tuple[int, int]]) -> None:
    broken = bytearray(data)
    for at, value in changes:
        broken[at % len(broken)] = value
    with suppress(FaultsError):
        for check in check_signatures(read_signatures(bytes(broken)), PAPER):
            facts_data(facts_of(check))
