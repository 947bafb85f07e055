"""What a page, a paper and the command line say of a signature: what was checked, and as plainly what was not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.schools.names import same_letters
from sferum_docs.signatures.algorithms import SLOW_MB
from sferum_docs.signatures.model import Digest, Value

if TYPE_CHECKING:
    from datetime import datetime

    from sferum_docs.signatures.facts import SignerFacts

NOT_CHECKED = (
    "Кем выдан сертификат, не отозван ли он и квалифицированная ли это подпись, программа не проверяет: это делают "
    "КриптоАРМ, КриптоПро и портал Госуслуг."
)
_SAME = "Подписан именно этот файл: отпечаток ({name}) сошёлся."
_NOT_COMPARED = "Этот ли файл подписан, сверить нельзя: {name}. За подписанный экземпляр такая подпись не считается."
_RIGHT = "Подпись соответствует ключу из сертификата ({name})."
_VALUE_UNKNOWN = "Сама подпись ({name}) не проверялась: проверьте её в КриптоАРМ, КриптоПро или на портале Госуслуг."
_NO_DIGEST = "отпечатка файла в подписи нет"
_NO_ALGORITHM = "отпечаток {name} программа не считает"
_NO_DIGEST_OR_BIG = f"отпечатка файла в подписи нет, или файл больше {SLOW_MB} МБ и отпечаток не считается"
_SLOW_CLOCK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and whether something was checked and found right."""

    good: bool
    text: str


@dataclass(frozen=True, slots=True)
class SignerTold:
    """One signature as it is told: facts by their names, what was checked, what must not be overlooked."""

    owner: str
    facts: tuple[tuple[str, str], ...]
    checked: tuple[Line, ...]
    warnings: tuple[str, ...]


def tell_signer(facts: SignerFacts, expected: str = "", kept_at: datetime | None = None) -> SignerTold:
    """What is said of a signature; `expected` is who should have signed, as a register writes people.

    `kept_at`: when it was attached; no signature is made after that.
    """
    owner = facts.owner
    shown = (
        ("Организация", owner.organisation),
        ("Должность", owner.post),
        ("ИНН", owner.inn),
        ("ИНН организации", owner.organisation_inn),
        ("ОГРН", owner.ogrn),
        ("Сертификат", facts.serial),
        ("Выдан", facts.issuer),
        ("Действует", f"с {day_of(facts.valid_from)} по {day_of(facts.valid_until)}"),
        ("Подписано", _time(facts)),
    )
    return SignerTold(
        owner.name or "владелец не назван",
        tuple((name, text) for name, text in shown if text),
        (_digest(facts), _value(facts)),
        tuple(_warnings(facts, expected, kept_at)),
    )


def day_of(moment: datetime) -> str:
    """A day as papers write it, by the clock of this machine."""
    return f"{_here(moment):%d.%m.%Y}"


def _here(moment: datetime) -> datetime:
    """By the clock of this machine; certificates without an end have the last second there is, as it stands."""
    try:
        return moment.astimezone()
    except (OverflowError, ValueError):
        return moment


def _time(facts: SignerFacts) -> str:
    if facts.at is None:
        return "время в подписи не указано"
    when = f"{_here(facts.at):%d.%m.%Y, %H:%M}"
    if facts.stamped_at is None:
        return f"{when} — по часам подписавшего, никем не подтверждено"
    by = f" ({facts.stamped_by})" if facts.stamped_by else ""
    return f"{when} — по метке времени{by}; подпись самой метки не проверялась"


def _digest(facts: SignerFacts) -> Line:
    if facts.digest is Digest.SAME:
        return Line(good=True, text=_SAME.format(name=facts.digest_name))
    gost = facts.digest_name.startswith("ГОСТ Р 34.11-2012")
    why = _NO_DIGEST_OR_BIG if gost else _NO_DIGEST if facts.digest_name.startswith("SHA") else _NO_ALGORITHM
    return Line(good=False, text=_NOT_COMPARED.format(name=why.format(name=facts.digest_name)))


def _value(facts: SignerFacts) -> Line:
    if facts.value is Value.RIGHT:
        return Line(good=True, text=_RIGHT.format(name=facts.value_name))
    return Line(good=False, text=_VALUE_UNKNOWN.format(name=facts.value_name))


def _warnings(facts: SignerFacts, expected: str, kept_at: datetime | None) -> list[str]:
    told = []
    if facts.at is None:
        told.append("Когда подписано, неизвестно: действовал ли тогда сертификат, сказать нельзя.")
    elif facts.at > facts.valid_until:
        told.append(f"В день подписи срок сертификата уже истёк ({day_of(facts.valid_until)}).")
    elif facts.at < facts.valid_from:
        told.append(f"В день подписи срок сертификата ещё не начался ({day_of(facts.valid_from)}).")
    if facts.at is not None and kept_at is not None and facts.at > kept_at + _SLOW_CLOCK:
        told.append(f"Подписано позже, чем приложено ({day_of(kept_at)}): неверны часы подписавшего или эти.")
    if expected and not is_same_person(facts.owner.name, expected):
        told.append(f"Имя в сертификате не то, что указано в записи ({expected}).")
    return told


def is_same_person(owner: str, expected: str) -> bool:
    """Whether a whole name of a certificate may be the name that a register writes.

    >>> [is_same_person("Омаров Магомед Алиевич", name) for name in ("Омаров М. А.", "М. А. Омаров", "Омарова М. А.")]
    [True, True, False]
    """
    surname, *given = same_letters(owner).split() or [""]
    words = same_letters(expected).replace(".", " ").split()
    letters = [word[0] for word in words if word != surname]
    return surname in words and all(mine[0] == theirs for mine, theirs in zip(given, letters, strict=False))
