"""Rows of several tables and files that are of one organisation, joined; what they say differently is asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault
from sferum_docs.reading.numbers import digits
from sferum_docs.schools.district_lists.model import (
    Cell,
    Finding,
    Level,
    NamedBody,
    Option,
    Place,
    Question,
)
from sferum_docs.schools.fields.requisites import REQUISITES
from sferum_docs.schools.model import SchoolKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.schools.district_lists.model import FindBodies, Told
    from sferum_docs.schools.district_lists.values import BodyValues

_SHOWN = 120
_PHONE_DIGITS = 10
_ALWAYS = frozenset(
    ("short_name", "full_name", "kind", "head_name", "head_post", "acting")
)  # the first holds meanwhile
_TOLD_BESIDE = frozenset(("kind", "head_heading"))  # said by a name or by a heading, where no cell says it
_SEVERAL = frozenset(("phone", "email"))
_HEAD = {
    "head_name": "руководитель", "head_post": "должность руководителя", "head_sex": "пол руководителя",
    "head_phone": "телефон руководителя", "head_email": "почта руководителя", "acting": "исполняет обязанности",
    "ground": "основание",
}  # fmt: skip
LABELS = {**{each.name: each.caption for each in REQUISITES}, **_HEAD}


@dataclass(slots=True)
class JoinedBody:
    """One organisation: what its rows say together."""

    key: str
    sources: list[BodyValues] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)  # of its rows among all
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    @property
    def named(self) -> NamedBody:
        """Its names."""
        return NamedBody(self.key, *(self._first(name) for name in ("short_name", "full_name", "inn", "ogrn")))

    @property
    def name(self) -> str:
        """As findings name it."""
        return self._first("short_name") or self._first("full_name") or self._first("inn")

    def _first(self, name: str) -> str:
        return next((str(each.values[name]) for each in self.sources if each.values.get(name)), "")


@dataclass(slots=True)
class Joining:
    """The organisations of all files, the findings and questions of joining them."""

    bodies: list[JoinedBody] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def plain_name(text: str) -> str:
    """A name without what people write in one way or another."""
    return "".join(sign for sign in text.casefold().replace("ё", "е") if sign.isalnum())


def join_bodies(sources: Sequence[BodyValues], find: FindBodies, told: Told) -> Joining:
    """The organisations that the rows are of."""
    joining = Joining()
    by_code: dict[str, JoinedBody] = {}
    by_name: dict[str, JoinedBody] = {}
    for number, source in sorted(enumerate(sources), key=lambda each: not _codes(each[1])):  # numbers tell for sure
        body = _of_code(source, by_code, joining, find) or _of_name(source, by_name)
        body = body or _of_likeness(source, joining.bodies, find)
        if body is None:
            body = JoinedBody(_key(source))
            joining.bodies.append(body)
        elif not _is_other_table(source, body):
            at = Place(source.raw.place.file, source.raw.place.sheet, source.raw.place.cell)
            first = body.sources[0].raw.place
            fault = Fault("district_body_twice", values={"place": str(first)})
            joining.findings.append(Finding(Level.WARNING, fault, at, body.name))
        body.sources.append(source)
        body.numbers.append(number)
        for code in _codes(source):
            by_code.setdefault(code, body)
        for name in _names(source):
            by_name.setdefault(name, body)
    joining.bodies.sort(key=lambda body: min(body.numbers))
    for body in joining.bodies:
        _merge(body, told, joining)
        joining.findings += _findings(body)
    return joining


def _codes(source: BodyValues) -> list[str]:
    return [f"{name}{source.values[name]}" for name in ("inn", "ogrn") if source.values.get(name)]


def _names(source: BodyValues) -> list[str]:
    names = (plain_name(str(source.values.get(name, ""))) for name in ("short_name", "full_name"))
    return [name for name in names if name]


def _of_code(
    source: BodyValues, known: Mapping[str, JoinedBody], joining: Joining, find: FindBodies
) -> JoinedBody | None:
    """The organisation of the same ИНН or ОГРН; two of different names cannot have one ИНН."""
    body = next((known[code] for code in _codes(source) if code in known), None)
    if body is None or _is_alike(source, body, find):
        return body
    code = "inn" if source.values.get("inn") == body.named.inn else "ogrn"
    cell = source.cells[code]
    values = {
        "name": LABELS[code],
        "text": cell.text,
        "other": body.name,
        "place": str(body.sources[0].cells[code].place),
    }
    source.values.pop(code)
    source.refused.add(code)
    joining.findings.append(
        Finding(Level.ERROR, Fault("district_code_twice", values=values), cell.place, source.name, cell.text)
    )
    return _of_code(source, known, joining, find)


def _is_alike(source: BodyValues, body: JoinedBody, find: FindBodies) -> bool:
    """Whether the names may be those of one body: the same, or one that a person would take for the other."""
    mine = set(_names(source))
    if not mine or mine & {name for each in body.sources for name in _names(each)}:
        return True
    same = all(
        not source.values.get(code) or not getattr(body.named, code) or source.values[code] == getattr(body.named, code)
        for code in ("inn", "ogrn")
    )
    if same and source.values.get("inn") and source.values.get("ogrn") and body.named.inn and body.named.ogrn:
        return True  # both numbers agree: it is renamed
    return bool(find(source.name, [body.named]).keys)


def _of_name(source: BodyValues, known: Mapping[str, JoinedBody]) -> JoinedBody | None:
    body = next((known[name] for name in _names(source) if name in known), None)
    if body is None or not (source.values.get("inn") and body.named.inn):
        return body
    return body if source.values["inn"] == body.named.inn else None


def _of_likeness(source: BodyValues, bodies: Sequence[JoinedBody], find: FindBodies) -> JoinedBody | None:
    """The organisation of another table that a row without numbers means: «СОШ № 1» over the name of its head."""
    if _codes(source) or not source.name:
        return None
    others = {body.key: body for body in bodies if _is_other_table(source, body)}
    found = find(source.name, [body.named for body in others.values()]) if others else None
    if found is None or not found.sure or found.misspelt:
        return None
    for name in ("short_name", "full_name"):
        source.values.pop(name, None)  # as people call it
    if source.values.get("kind") is SchoolKind.OTHER or "kind" not in source.cells:
        source.values.pop("kind", None)
        source.findings = [each for each in source.findings if each.code != "district_kind_unknown"]
    return others[found.keys[0]]


def _is_other_table(source: BodyValues, body: JoinedBody) -> bool:
    mine = source.raw.place
    return all((each.raw.place.file, each.raw.place.sheet) != (mine.file, mine.sheet) for each in body.sources)


def _key(source: BodyValues) -> str:
    inn = source.values.get("inn")
    names = "|".join(_names(source)) or str(source.raw.place)
    return f"i{inn}" if inn else f"n{sha256(names.encode()).hexdigest()[:12]}"


def _merge(body: JoinedBody, told: Told, joining: Joining) -> None:
    names = dict.fromkeys(name for source in body.sources for name in (*source.values, *source.cells))
    for name in names:
        said: dict[object, list[tuple[Any, Cell | None]]] = defaultdict(list)
        for source in body.sources:
            if name in source.values:
                value = source.values[name]
                said[compared(name, value)].append((value, source.cells.get(name)))
        cells = [source.cells[name] for source in body.sources if name in source.cells]
        if cells:
            body.places[name] = cells[0].place
        in_cells = any(cell for each in said.values() for _value, cell in each)
        if len(said) == 1 or (said and name in _TOLD_BESIDE and not in_cells):
            body.values[name] = next(iter(said.values()))[0][0]
        elif said:
            _ask(body, name, list(said.values()), told, joining)


def _ask(body: JoinedBody, name: str, said: list[list[tuple[Any, Cell | None]]], told: Told, joining: Joining) -> None:
    firsts = [each[0] for each in said]
    if name in _SEVERAL and len({(each.raw.place.file, each.raw.place.sheet) for each in body.sources}) == 1:
        body.values[name] = ", ".join(str(value) for value, _cell in firsts)  # one body in several rows of a table
        return
    key = f"differs:{body.key}:{name}"
    options = tuple(
        Option(str(at), f"{shown(value)} ({cell.place if cell else body.sources[0].raw.place})")
        for at, (value, cell) in enumerate(firsts)
    )
    answer = told.answers.get(key, "")
    asked = _cell_to_ask(body, name) or firsts[-1][1]
    place = asked.place if asked else body.sources[-1].raw.place
    values = {"name": LABELS.get(name, name), "said": "; ".join(option.words for option in options)[:600]}
    finding = Finding(
        Level.QUESTION, Fault("district_differs", values=values), place, body.name, asked.text if asked else ""
    )
    joining.questions.append(
        Question(key, finding, options, answer if answer in {each.key for each in options} else "")
    )
    chosen = digits(answer)
    if chosen is not None and chosen < len(firsts):
        body.values[name] = firsts[chosen][0]
    elif name in _ALWAYS:
        body.values[name] = firsts[0][0]


def _cell_to_ask(body: JoinedBody, name: str) -> Cell | None:
    """The cell of the file that is of this body alone, rather than that of the common list."""
    cells = [(source.raw.alone, source.cells[name]) for source in body.sources if name in source.cells]
    return next((cell for alone, cell in reversed(cells) if alone), cells[-1][1] if cells else None)


def compared(name: str, value: object) -> object:
    """A value as it is compared: two that say the same are one."""
    if not isinstance(value, str):
        return value
    if name.endswith("phone"):
        digits = "".join(sign for sign in value if sign.isdigit())
        return digits[-_PHONE_DIGITS:] or value
    return plain_name(value) or value


def shown(value: object) -> str:
    """A value in a sentence."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    return str(value)[:_SHOWN]


def _findings(body: JoinedBody) -> list[Finding]:
    """Those of the rows; a ground that another file tells is not lacking."""
    has_ground = bool(body.values.get("ground"))
    found = (each for source in body.sources for each in source.findings)
    return [
        Finding(each.level, each.fault, each.place, each.body or body.name, each.written)
        for each in found
        if not (has_ground and each.code == "district_no_ground")
    ]
