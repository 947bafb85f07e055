"""Every declared field stands on its page, and what a sent form does not contain stays as it is kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.declaration import SchoolField, ValueKind
from sferum_docs.schools.fields.layout import LAYOUT, MARGINS
from sferum_docs.schools.fields.person import PERSON
from sferum_docs.schools.fields.requisites import HEAD, REQUISITES
from sferum_docs.schools.model import Responsible, School
from sferum_docs.schools.writer import person_record, school_record
from sferum_docs.services.school.save import find_school, save_school
from tests.builders import BY, SCHOOL_ID
from tests.declared import a_full_school
from tests.web.pages import SchoolClient

FLAGS = {ValueKind.FLAG}
ROW = 1  # of a list: the one that is looked at


@dataclass(frozen=True)
class Shown:
    """The fields that a page shows: how their inputs begin, where a record of the school has them."""

    path: str
    before: str
    fields: Sequence[SchoolField]
    kept: Callable[[School], Mapping[str, Any]]
    tick: str = ""  # how the names of ticks begin, when not as the inputs

    def input(self, field: SchoolField) -> str:
        return f"{self.before}{field.kept_as}"

    def mark(self, field: SchoolField) -> str:
        return f"{self.tick or self.before}{field.kept_as}"


def of_head(school: School) -> Mapping[str, Any]:
    assert school.head is not None
    return {**person_record(school.head.person), "acting": school.head.acting, "ground": school.head.ground}


PAGES = {
    "requisites": Shown("/school", "", REQUISITES, lambda school: school_record(school)["requisites"]),
    "head": Shown("/school", "head-", HEAD, of_head),
    "margins": Shown("/school/paper", "margins-", MARGINS, lambda school: school_record(school)["margins"]),
    "layout": Shown("/school/paper", "", LAYOUT, lambda school: school_record(school)["profile"]),
    "staff": Shown("/staff", f"staff-{ROW}-", PERSON, lambda school: school_record(school)["staff"][ROW], "staff-"),
    "chats": Shown("/chats", f"chats-{ROW}-", CHAT, lambda school: school_record(school)["chats"][ROW], "chats-"),
}


@pytest.fixture
def full(client: SchoolClient) -> Iterator[SchoolClient]:
    with client.application.app_context():
        save_school(SCHOOL_ID, a_full_school(), BY)
    return client  # type: ignore[return-value]


def kept(app: Flask) -> School:
    with app.app_context():
        school = find_school(SCHOOL_ID)
    assert school is not None
    return school


def without(values: MultiDict[str, str], *names: str) -> MultiDict[str, str]:
    return MultiDict((name, value) for name, value in values.items(multi=True) if not {name, value} & set(names))


@pytest.mark.parametrize("page", PAGES)
def test_every_declared_field_stands_on_its_page(full: SchoolClient, page: str) -> None:
    shown = PAGES[page]
    names = set(full.page(shown.path).root.xpath("//main//form//@name"))
    forgotten = [field.name for field in shown.fields if shown.input(field) not in names]
    assert not forgotten, f"not on {shown.path}: {forgotten}; is the group of the field a section of the page?"


@pytest.mark.parametrize("page", PAGES)
def test_a_field_that_a_form_does_not_contain_stays_as_it_is_kept(full: SchoolClient, page: str) -> None:
    shown = PAGES[page]
    before = kept(full.application)
    lost = []
    for field in shown.fields:
        sent = without(full.page(shown.path).values(), shown.input(field), shown.mark(field))
        answer = full.send(shown.path, sent, action="save")
        assert not answer.faults, (field.name, answer.faults)
        if kept(full.application) != before:
            lost.append(field.name)
            with full.application.app_context():
                save_school(SCHOOL_ID, before, BY)
    assert not lost, f"erased by a form of {shown.path} that did not have them: {lost}"


@pytest.mark.parametrize("page", PAGES)
def test_saving_a_page_as_it_stands_changes_nothing(full: SchoolClient, page: str) -> None:
    before = kept(full.application)
    full.fill(PAGES[page].path, action="save")
    assert kept(full.application) == before


@pytest.mark.parametrize("page", PAGES)
def test_what_is_emptied_or_unticked_on_purpose_is_empty(full: SchoolClient, page: str) -> None:
    shown = PAGES[page]
    emptied = [field for field in shown.fields if not (field.required or field.captions or field.options)]
    values = full.page(shown.path).values()
    for field in emptied:
        values.poplist(shown.input(field))
        if field.kind not in FLAGS:
            values.add(shown.input(field), "")
    if page == "head":
        values["head-post"] = "директор"
    answer = full.send(shown.path, values, action="save")
    assert not answer.faults
    left = shown.kept(kept(full.application))
    usual = {*(field.name for field in MARGINS), "order_mask", "letter_mask"}  # emptied: as the standard has them
    full_ones = shown.kept(a_full_school())
    stayed = [
        field.name
        for field in emptied
        if (left.get(field.kept_as) == full_ones[field.kept_as] if field.name in usual else left.get(field.kept_as))
    ]
    assert not stayed


@pytest.mark.parametrize(("page", "name"), [("staff", "Алиев Али Гусейн оглы"), ("chats", "Педагоги школы")])
def test_a_row_taken_out_of_a_list_is_gone_and_the_others_stay(full: SchoolClient, page: str, name: str) -> None:
    before = kept(full.application)
    with full.application.app_context():  # nobody is held by a chat or a role
        chats = tuple(replace(chat, owner=before.staff[0].full_name) for chat in before.chats)
        save_school(SCHOOL_ID, replace(before, responsible=Responsible(), chats=chats), BY)
    rows = full.page(PAGES[page].path).values()
    row = next(key.rpartition("-")[0] for key, value in rows.items() if key.endswith("-name") and value == name)
    sent = MultiDict((key, value) for key, value in rows.items(multi=True) if not key.startswith(f"{row}-"))
    full.send(PAGES[page].path, sent, action="save")
    now = kept(full.application)
    names = [person.full_name for person in now.staff] if page == "staff" else [chat.name for chat in now.chats]
    assert name not in names
    assert len(names) == (len(before.staff) if page == "staff" else len(before.chats)) - 1


def test_a_field_left_out_stays_with_its_row_when_the_row_is_renamed_or_moved(full: SchoolClient) -> None:
    with full.application.app_context():
        school = a_full_school()
        moved = tuple(replace(chat, moved=date(2023, 11, day)) for day, chat in enumerate(school.chats, start=1))
        save_school(SCHOOL_ID, replace(school, chats=moved), BY)
    values = full.page("/chats").values()
    first = {key: value for key, value in values.items() if key.startswith("chats-0-")}
    second = {key: value for key, value in values.items() if key.startswith("chats-1-")}
    swapped = {key.replace("-0-", "-1-"): value for key, value in first.items()}
    swapped |= {key.replace("-1-", "-0-"): value for key, value in second.items()}
    swapped["chats-1-name"] = "Педагоги и другие"
    sent = without(full.page("/chats").values(), "chats-0-moved", "chats-1-moved")
    for key, value in swapped.items():
        if not key.endswith("-moved"):
            sent[key] = value
    full.send("/chats", sent, action="save")
    days = {chat.name: chat.moved and chat.moved.day for chat in kept(full.application).chats}
    assert days == {"Родители 5 «А»": 2, "Педагоги и другие": 1}


def test_a_new_school_takes_what_it_was_told_and_leaves_the_rest_empty(empty: SchoolClient) -> None:
    from tests.web.test_first_run import RIGHT  # noqa: PLC0415

    sent = without(empty.page("/school").values(), "profile_active", "site")
    empty.send("/school", sent, {**RIGHT}, action="save")
    school = kept(empty.application)
    assert (school.requisites.site, school.requisites.profile_active) == ("", None)
