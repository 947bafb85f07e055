"""The declaration of the fields and the values of a school say the same."""

import json
from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any

import pytest

from sferum_docs.docengine import Kind
from sferum_docs.documents.tags import chats, people, school
from sferum_docs.reading.records import Record
from sferum_docs.schools.chat_sheet import CHAT_COLUMNS
from sferum_docs.schools.district_lists.tables.columns import BODY_COLUMNS
from sferum_docs.schools.fields.declaration import SchoolField, ValueKind
from sferum_docs.schools.fields.guide import PARTS, guide_table
from sferum_docs.schools.model import Chat, Head, LayoutSettings, Margins, Person, Requisites
from sferum_docs.schools.reader import read_school
from sferum_docs.schools.staff_sheet import STAFF_COLUMNS
from sferum_docs.schools.writer import school_record
from sferum_docs.store.rows import ChatRow, PersonRow, SchoolRow
from tests.declared import a_full_school, a_value

MODEL: dict[str, Any] = {
    "requisites": Requisites, "head": Head, "staff[]": Person, "chats[]": Chat, "margins": Margins,
    "profile": LayoutSettings,
}  # fmt: skip
# a name is kept in three parts, the head's post and sex are those of a person
APART = {"head": {"name", "post", "sex"}, "staff[]": {"name"}}
UNDECLARED = {"head": {"person"}, "staff[]": {"last", "first", "middle", "decisions"}}
DECLARED = [(part, field) for part, declared in PARTS.items() for field in declared]
NAMELESS = {"sex"}  # templates ask whether a person is a woman


def record() -> dict[str, Any]:
    written: dict[str, Any] = json.loads(json.dumps(school_record(a_full_school())))
    return written


def part_of(written: dict[str, Any], part: str) -> dict[str, Any]:
    found = written[part.removesuffix("[]")]
    return dict(found[1] if part.endswith("[]") else found)


def in_the_model(part: str, field: SchoolField) -> bool:
    return field.name in APART.get(part, ()) or field.name in {item.name for item in fields(MODEL[part])}


def in_the_export(part: str, field: SchoolField) -> bool:
    return field.kept_as in part_of(record(), part)


def in_the_reader(part: str, field: SchoolField) -> bool:
    faults: list[Any] = []
    data = record()
    read = read_school(Record(data, "", faults), lambda _name: None)
    assert read is not None, faults
    again = part_of(school_record(read), part)
    return bool(again.get(field.kept_as) == part_of(data, part)[field.kept_as])


def in_the_table(part: str, field: SchoolField) -> bool:
    table: dict[str, Any] = {"requisites": SchoolRow, "staff[]": PersonRow, "chats[]": ChatRow}
    if part not in table or field.name in APART.get(part, ()):
        return True  # kept as a record, or in parts
    return field.kept_as in table[part].__table__.columns


def in_the_tags(part: str, field: SchoolField) -> bool:
    of_people = {*people.STAFF.tags, *people.CLASS_TEACHERS.tags}
    groups: dict[str, Any] = {
        "requisites": school.SCHOOL.tags, "head": people.HEAD.tags, "staff[]": of_people, "chats[]": chats.CHATS.tags,
    }  # fmt: skip
    if part not in groups or field.name in NAMELESS:
        return True
    return bool(field.tag) and field.tag in {tag.name for tag in groups[part]}


def in_the_sheet(part: str, field: SchoolField) -> bool:
    columns = {"requisites": BODY_COLUMNS, "staff[]": STAFF_COLUMNS, "chats[]": CHAT_COLUMNS}.get(part, ())
    return field.sheet is None or field.kept_as in {column.key for column in columns}


def in_the_guide(_part: str, field: SchoolField) -> bool:
    return f"| {field.kept_as} | {field.meaning}" in guide_table()


PLACES: list[Callable[[str, SchoolField], bool]] = [
    in_the_model, in_the_export, in_the_reader, in_the_table, in_the_tags, in_the_sheet, in_the_guide,
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_every_declared_field_stands(place: Callable[[str, SchoolField], bool]) -> None:
    forgotten = [f"{part}.{field.name}" for part, field in DECLARED if not place(part, field)]
    assert not forgotten, f"not {place.__name__.replace('_', ' ')}: {forgotten}"


@pytest.mark.parametrize("part", MODEL)
def test_every_value_of_the_model_is_declared(part: str) -> None:
    known = {field.name for field in PARTS[part]} | UNDECLARED.get(part, set())
    forgotten = [item.name for item in fields(MODEL[part]) if item.name not in known]
    assert not forgotten, f"add to schools/fields: {forgotten}"


@pytest.mark.parametrize(("part", "field"), DECLARED, ids=lambda item: getattr(item, "name", item))
def test_a_field_is_required_where_the_value_must_be_given(part: str, field: SchoolField) -> None:
    if field.name in {*APART.get(part, ()), "sex"}:  # the name tells the sex of most
        return
    default = next(item.default for item in fields(MODEL[part]) if item.name == field.name)
    must_be_given = default is MISSING and field.default is None
    assert field.required == must_be_given
    if default is not MISSING and default is not None:
        assert isinstance(a_value(field), type(default)), "the kind of the declaration is not that of the value"


@pytest.mark.parametrize(("part", "field"), DECLARED, ids=lambda item: getattr(item, "name", item))
def test_a_full_school_holds_what_no_field_has_by_itself(part: str, field: SchoolField) -> None:
    if field.name in APART.get(part, ()) or field.required:
        return
    default = next(item.default for item in fields(MODEL[part]) if item.name == field.name)
    if part != "head":
        assert a_value(field) != default, "a value that stands by itself shows no loss"


def test_two_fields_of_a_part_never_share_a_name_a_key_or_a_tag() -> None:
    for part, declared in PARTS.items():
        for names in ([field.name for field in declared], [field.kept_as for field in declared]):
            assert len(set(names)) == len(names), part
        tags = [field.tag for field in declared if field.tag]
        assert len(set(tags)) == len(tags), part


def test_a_choice_offers_only_what_its_enumeration_has() -> None:
    for _part, field in DECLARED:
        if field.options and field.captions:
            assert {str(value) for value, _words in field.captions} - {""} <= {str(value) for value in field.options}
        assert (field.options is not None) == (field.kind is ValueKind.CHOICE), field.name


def test_a_code_without_rules_of_its_own_is_told_by_its_digits() -> None:
    code = SchoolField("oktmo", ValueKind.DIGITS, "ОКТМО", "ОКТМО", lengths=(8, 11), tag="октмо")
    from sferum_docs.schools.fields.reading import read_fields, value_fault  # noqa: PLC0415

    found = {text: fault.code if (fault := value_fault(code, text)) else "" for text in ("826", "82647000", "8264700a")}
    assert found == {"826": "wrong_length", "82647000": "", "8264700a": "digits_only"}
    assert read_fields(Record({"oktmo": "82 647 000 101"}, "", []), (code,)) == {"oktmo": "82647000101"}


def test_a_tag_of_words_is_declined_and_one_of_digits_is_not() -> None:
    kinds = {tag.name: tag.kind for tag in school.SCHOOL.tags}
    assert (kinds["полное"], kinds["инн"], kinds["учеников"]) == (Kind.WORDS, Kind.TEXT, Kind.NUMBER)
