"""ГОСТ Р 34.11-2012 («Стрибог»), as RFC 6986 writes it down: digests of files, compared with those of signatures.

No kept library with a licence that fits has it, and nothing secret goes through here (docs/decisions.md).
"""

from __future__ import annotations

from functools import cache, reduce
from operator import getitem, xor

_BLOCK = 64
_WORD = 1 << 512
_PI = bytes.fromhex(
    "fceedd11cf6e3116fbc4fada23c5044de977f0db932e99ba1736f1bb14cd5fc1"
    "f918655ae25cef21811c3c428b018e4f058402aee36a8fa0060bed987fd4d31f"
    "eb342c51eac848abf22a68a2fd3aceccb5700e56080c7612bf7213479cb75d87"
    "15a19629107b9ac7f391786f9d9eb2b13275193dff358a7e6d54c680c3bd0d57"
    "dff524a93ea843c9d779d6f67c22b903e00fecde7a94b0bcdce828504e330a4a"
    "a79760731e0062441ab83882649f2641ad454692275e552f8ca3a57d69d5953b"
    "0758b34086ac1df730376be488d9e789e11b83494c3ff8fe8d53aa90cad88561"
    "207167a42d2b095bcb9b25d0bee56c5259a674d2e6f4b4c0d166afc2394b63b6"
)  # 5.2
_ROWS = tuple(  # 5.4
    int(row, 16)
    for text in (
        "8e20faa72ba0b470 47107ddd9b505a38 ad08b0e0c3282d1c d8045870ef14980e 6c022c38f90a4c07 3601161cf205268d",
        "1b8e0b0e798c13c8 83478b07b2468764 a011d380818e8f40 5086e740ce47c920 2843fd2067adea10 14aff010bdd87508",
        "0ad97808d06cb404 05e23c0468365a02 8c711e02341b2d01 46b60f011a83988e 90dab52a387ae76f 486dd4151c3dfdb9",
        "24b86a840e90f0d2 125c354207487869 092e94218d243cba 8a174a9ec8121e5d 4585254f64090fa0 accc9ca9328a8950",
        "9d4df05d5f661451 c0a878a0a1330aa6 60543c50de970553 302a1e286fc58ca7 18150f14b9ec46dd 0c84890ad27623e0",
        "0642ca05693b9f70 0321658cba93c138 86275df09ce8aaa8 439da0784e745554 afc0503c273aa42a d960281e9d1d5215",
        "e230140fc0802984 71180a8960409a42 b60c05ca30204d21 5b068c651810a89e 456c34887a3805b9 ac361a443d1c8cd2",
        "561b0d22900e4669 2b838811480723ba 9bcf4486248d9f5d c3e9224312c8c1a0 effa11af0964ee50 f97d86d98a327728",
        "e4fa2054a80b329c 727d102a548b194e 39b008152acb8227 9258048415eb419d 492c024284fbaec0 aa16012142f35760",
        "550b8e9e21f7a530 a48b474f9ef5dc18 70a6a56e2440598e 3853dc371220a247 1ca76e95091051ad 0edd37c48a08a6d8",
        "07e095624504536c 8d70c431ac02a736 c83862965601dd1b 641c314b2b8ee083",
    )
    for row in text.split()
)
_ROUNDS = (
    0xB1085BDA1ECADAE9EBCB2F81C0657C1F2F6A76432E45D016714EB88D7585C4FC4B7CE09192676901A2422A08A460D31505767436CC744D23DD806559F2A64507,
    0x6FA3B58AA99D2F1A4FE39D460F70B5D7F3FEEA720A232B9861D55E0F16B501319AB5176B12D699585CB561C2DB0AA7CA55DDA21BD7CBCD56E679047021B19BB7,
    0xF574DCAC2BCE2FC70A39FC286A3D843506F15E5F529C1F8BF2EA7514B1297B7BD3E20FE490359EB1C1C93A376062DB09C2B6F443867ADB31991E96F50ABA0AB2,
    0xEF1FDFB3E81566D2F948E1A05D71E4DD488E857E335C3C7D9D721CAD685E353FA9D72C82ED03D675D8B71333935203BE3453EAA193E837F1220CBEBC84E3D12E,
    0x4BEA6BACAD4747999A3F410C6CA923637F151C1F1686104A359E35D7800FFFBDBFCD1747253AF5A3DFFF00B723271A167A56A27EA9EA63F5601758FD7C6CFE57,
    0xAE4FAEAE1D3AD3D96FA4C33B7A3039C02D66C4F95142A46C187F9AB49AF08EC6CFFAA6B71C9AB7B40AF21F66C2BEC6B6BF71C57236904F35FA68407A46647D6E,
    0xF4C70E16EEAAC5EC51AC86FEBF240954399EC6C7E6BF87C9D3473E33197A93C90992ABC52D822C3706476983284A05043517454CA23C4AF38886564D3A14D493,
    0x9B1F5B424D93C9A703E7AA020C6E41414EB7F8719C36DE1E89B4443B4DDBC49AF4892BCB929B069069D18D2BD1A5C42F36ACC2355951A8D9A47F0DD4BF02E71E,
    0x378F5A541631229B944C9AD8EC165FDE3A7D3A1B258942243CD955B7E00D0984800A440BDBB2CEB17B2B8A9AA6079C540E38DC92CB1F2A607261445183235ADB,
    0xABBEDEA680056F52382AE548B2E4F3F38941E71CFF8A78DB1FFFE18A1B3361039FE76702AF69334B7A1E6C303B7652F43698FAD1153BB6C374B4C7FB98459CED,
    0x7BCD9ED0EFC889FB3002C6CD635AFE94D8FA6BBBEBAB076120018021148466798A1D71EFEA48B9CAEFBACD1D7D476E98DEA2594AC06FD85D6BCAA4CD81F32D1B,
    0x378EE767F11631BAD21380B00449B17ACDA43C32BCDF1D77F82012D430219F9B5D80EF9D1891CC86E71DA4AA88E12852FAF417D5D9B21B9948BC924AF11BD720,
)  # 5.5, the constants C


def streebog256(data: bytes) -> bytes:
    """The digest of 256 bits.

    >>> streebog256(b"").hex()[:16]
    '3f539a213e97c802'
    """
    return _digest(data, int.from_bytes(b"\1" * _BLOCK, "little"))[32:]


def streebog512(data: bytes) -> bytes:
    """The digest of 512 bits.

    >>> streebog512(b"").hex()[:16]
    '8e945da209aa869f'
    """
    return _digest(data, 0)


def _digest(data: bytes, start: int) -> bytes:
    """Section 8: whole blocks, the last one padded, then the length and the sum of all."""
    state, length, total = start, 0, 0
    whole = len(data) - len(data) % _BLOCK
    for at in range(0, whole, _BLOCK):
        block = int.from_bytes(data[at : at + _BLOCK], "little")
        state = _compress(length, state, block)
        length += _BLOCK * 8
        total = (total + block) % _WORD
    block = int.from_bytes(data[whole:] + b"\1", "little")
    state = _compress(length, state, block)
    length += (len(data) - whole) * 8
    total = (total + block) % _WORD
    return _compress(0, _compress(0, state, length), total).to_bytes(_BLOCK, "little")


def _compress(length: int, state: int, block: int) -> int:
    """Section 7, the function g."""
    tables = _tables()
    key, mixed = _lps(tables, state ^ length), block
    for constant in _ROUNDS:
        mixed = _lps(tables, mixed ^ key)
        key = _lps(tables, key ^ constant)
    return mixed ^ key ^ state ^ block


def _lps(tables: tuple[tuple[int, ...], ...], value: int) -> int:
    """Section 6: the three transformations, looked up byte by byte."""
    return reduce(xor, map(getitem, tables, value.to_bytes(_BLOCK, "little")))


@cache
def _tables() -> tuple[tuple[int, ...], ...]:
    """What each value of each of the 64 bytes adds: byte 8·i + j goes to place i of word j, then through the matrix."""
    lanes = [tuple(_through_matrix(_PI[value], lane) for value in range(256)) for lane in range(8)]
    return tuple(
        tuple(word << (64 * (place % 8)) for word in lanes[place // 8]) for place in range(_BLOCK)
    )  # fmt: skip


def _through_matrix(value: int, lane: int) -> int:
    rows = (_ROWS[63 - 8 * lane - bit] for bit in range(8) if value >> bit & 1)
    return reduce(xor, rows, 0)
