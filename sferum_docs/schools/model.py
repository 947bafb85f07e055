"""A school as the documents need it: requisites, head, staff, chats, who is responsible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from sferum_docs.schools.names import same_letters
from sferum_docs.schools.number_mask import PLAIN

if TYPE_CHECKING:
    from datetime import date


class Sex(StrEnum):
    """The sex of a person; the cases of a name depend on it."""

    MALE = "м"
    FEMALE = "ж"


class SchoolKind(StrEnum):
    """The kind of organisation; not every kind keeps an electronic journal (ЭЖД)."""

    SECONDARY = "СОШ"
    BASIC = "ООШ"
    PRIMARY = "НОШ"
    GYMNASIUM = "гимназия"
    LYCEUM = "лицей"
    BOARDING = "школа-интернат"
    KINDERGARTEN = "ДОУ"
    EXTRA = "ДО"
    COLLEGE = "СПО"
    OFFICE = "управление"  # the district's: it teaches nobody, it watches those who do
    OTHER = "иное"

    @property
    def keeps_journal(self) -> bool:
        """Whether what is counted in the electronic journal (ЭЖД) applies."""
        return self not in {SchoolKind.KINDERGARTEN, SchoolKind.EXTRA, SchoolKind.OFFICE, SchoolKind.OTHER}

    @property
    def is_of_small_children(self) -> bool:
        """Whether it teaches children who are in no chat themselves."""
        return self is SchoolKind.KINDERGARTEN


class Closing(StrEnum):
    """How the old chat ends."""

    DELETED = "удалён"
    READ_ONLY = "только чтение"


class OperativeWord(StrEnum):
    """How the word before the clauses of an order is written; ГОСТ Р 7.0.97 leaves it open."""

    CAPITALS = "ПРИКАЗЫВАЮ"
    SPACED = "п р и к а з ы в а ю"
    LOWER = "приказываю"


class SigningOrder(StrEnum):
    """What a document gets first: the signature under its draft, or its number."""

    SIGNATURE_FIRST = "сначала подпись"
    NUMBER_FIRST = "сначала номер"


class Typeface(StrEnum):
    """Typefaces of the same measure: a document set in one keeps its pages in another."""

    TIMES = "Times New Roman"
    LIBERATION = "Liberation Serif"
    ASTRA = "PT Astra Serif"
    TINOS = "Tinos"


class Word(StrEnum):
    """What of a person a decision is about: a word that is declined, or the initials."""

    LAST = "last"
    FIRST = "first"
    MIDDLE = "middle"
    POST = "post"
    INITIALS = "initials"


INITIALS = "инициалы"


@dataclass(frozen=True, slots=True)
class WordDecision:
    """A person's word on how one of them is written, good as long as the nominative is the same.

    `fixed`: it is not declined; `forms`: own forms by the name of the case, sparse; neither: the rules are right.
    Initials have one form, `INITIALS`, and the nominative is what they are made of: first name and patronymic.
    """

    word: Word
    nominative: str
    fixed: bool = False
    forms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """A worker. `exempt` is the ground on which one need not register (long leave), empty for most."""

    last: str
    first: str
    sex: Sex
    post: str
    middle: str = ""
    phone: str = ""
    email: str = ""
    class_name: str = ""  # the class led, for a class teacher: «5 «А»»
    exempt: str = ""
    decisions: tuple[WordDecision, ...] = ()

    def __hash__(self) -> int:  # people are looked up for every paper; the rest of two of one name seldom differs
        return hash((self.last, self.first, self.middle, self.post))

    @property
    def full_name(self) -> str:
        """Surname, name and patronymic as one line."""
        if self.last and self.first and self.middle:  # most people, and asked thousands of times for a packet
            return f"{self.last} {self.first} {self.middle}"
        return " ".join(part for part in (self.last, self.first, self.middle) if part)

    @property
    def names(self) -> str:
        """The first name and the patronymic: what initials are made of."""
        return " ".join(part for part in (self.first, self.middle) if part)

    @property
    def own_initials(self) -> str:
        """The initials that somebody chose for this person; empty when the first letters are right."""
        chosen = (item for item in self.decisions if item.word is Word.INITIALS and item.nominative == self.names)
        return next((dict(item.forms).get(INITIALS, "") for item in chosen), "")


@dataclass(frozen=True, slots=True)
class Head:
    """Who signs. Acting: `ground` is the act that says so («приказ … от … № …»)."""

    person: Person
    acting: bool = False
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Chat:
    """A working chat on its way to the platform; `owner` is the full name of a worker."""

    name: str
    platform: str
    audience: str  # one of `schools/lists/audiences.toml`
    owner: str
    members: int | None = None
    personal_data: bool | None = None  # None: nobody has told
    new_name: str = ""
    due: date | None = None
    moved: date | None = None
    joined: int | None = None
    closed: date | None = None
    closing: Closing = Closing.READ_ONLY


class Texts(Mapping[str, str]):
    """Texts by key that stay as they are; one that is empty is not there."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        self._texts = {key: text for key, text in (texts or {}).items() if text}

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(frozenset(self._texts.items()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._texts!r})"


class Responsible(Texts):
    """Role → full name of the worker who holds it.

    A role of the same name in two acts is held by the same person, unless «act-role» says otherwise.
    """

    __slots__ = ()

    def in_act(self, act: str, role: str) -> str:
        """Who holds a role for an act; empty when nobody does."""
        return self.get(f"{act}-{role}") or self.get(role, "")


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins of the page in millimetres."""

    left: int = 30
    right: int = 15
    top: int = 20
    bottom: int = 20


@dataclass(frozen=True, slots=True)
class LayoutSettings:
    """What the standard and the law leave to a school; without a region that of the directive counts."""

    region: str = ""  # whose holidays are days off
    order_mask: str = PLAIN
    letter_mask: str = PLAIN
    operative_word: OperativeWord = OperativeWord.CAPITALS
    typeface: Typeface = Typeface.TIMES
    size: int = 14  # points, of the text
    qr: bool = False
    six_days: bool = False  # Saturday is a working day
    signing: SigningOrder = SigningOrder.SIGNATURE_FIRST


@dataclass(frozen=True, slots=True)
class Requisites:
    """What a school is called and how it is registered."""

    full_name: str
    short_name: str
    kind: SchoolKind
    place: str
    inn: str
    kpp: str = ""
    ogrn: str = ""
    okpo: str = ""
    founder: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    site: str = ""
    students: int | None = None
    teachers: int | None = None
    founder_email: str = ""
    profile_active: bool | None = None  # the profile on the platform that an act speaks of; None: nobody has told


@dataclass(frozen=True)
class School:
    """A school with all that was told about it."""

    requisites: Requisites
    head: Head | None = None
    staff: tuple[Person, ...] = ()
    chats: tuple[Chat, ...] = ()
    responsible: Responsible = field(default_factory=Responsible)
    margins: Margins = field(default_factory=Margins)
    layout: LayoutSettings = field(default_factory=LayoutSettings)
    post_kinds: Texts = field(default_factory=Texts)  # what a person said of posts that the list does not know

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:  # counted once: many a thing worked out of a school is kept by the school itself
        return hash((self.requisites, self.head, self.staff, self.chats, self.margins, self.layout))

    @cached_property
    def _by_name(self) -> dict[str, Person]:  # the first of two of one name, as the list reads
        return {same_letters(person.full_name): person for person in reversed(self.staff)}

    @cached_property
    def exempt(self) -> dict[str, str]:
        """Full name → ground of every worker who is excused from the platform and gets no work on it."""
        return {person.full_name: person.exempt for person in self.staff if person.exempt}

    def worker(self, full_name: str) -> Person | None:
        """The worker of this name, ё and е alike, or None."""
        return self._by_name.get(same_letters(full_name))

    @cached_property
    def _holders(self) -> dict[tuple[str, str], Person | None]:  # looked up once: each paper asks of each role
        return {}

    def holder(self, act: str, role: str) -> Person | None:
        """The worker who holds a role for an act."""
        if (act, role) not in self._holders:
            name = self.responsible.in_act(act, role)
            self._holders[act, role] = self.worker(name) if name else None
        return self._holders[act, role]
