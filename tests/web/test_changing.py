"""Every address that takes a form: what it may write over, and two tabs of it."""

import io
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule

from sferum_docs.services.clauses.checklist import question_key
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.people.begin import put_plan
from sferum_docs.services.people.carry_out import carry_out
from sferum_docs.services.people.plan import Plan
from sferum_docs.services.users.manage import Role
from sferum_docs.store.database import Base, db
from sferum_docs.web.forms.changing import Kind, change_of
from tests.acts_reader.drafts import PRINTED
from tests.archive import assert_words_kept
from tests.builders import BY, PACK_ID, SCHOOL_ID
from tests.people import a_change
from tests.registering import PDF, put_an_entry
from tests.web.conftest import Deed
from tests.web.desk import register
from tests.web.indicator_weeks import two_weeks
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_access import a_user

TABLE: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("addresses.toml").read_text(encoding="utf-8"))
ENTRY = "/register/entries/1"
READ = "/acts/read/1"
POSTS = {
    line.removeprefix("POST "): path
    for who, lines in TABLE.items()
    if who != "api"
    for line, path in lines.items()
    if line.startswith("POST ")
}
_QUESTION = find_pack(PACK_ID).checklist[0]
A_PAPER = "8"  # of the demonstration: an acquaintance sheet, which no register takes
FIRST_ANSWER = f"answer-{question_key(_QUESTION.clause, _QUESTION.question)}"
GUARDED = {Kind.EDITS, Kind.MERGES}


def nothing(_client: SchoolClient) -> None:
    """The demonstration as it is."""


@dataclass(frozen=True)
class Tabs:
    """Two forms of one page: what each changes. `before` makes the page what the scenario begins with."""

    page: str
    first: dict[str, str | list[str]]
    second: dict[str, str | list[str]]
    hidden: dict[str, str] = field(default_factory=dict)
    before: Deed = nothing
    path: str = ""


def straight_quotes(client: SchoolClient) -> None:
    client.fill("/school", {"short_name": 'МБОУ "Ключ"'}, action="save")


def a_public_order(client: SchoolClient) -> None:
    register(client, "Об исключении")


def an_entry(client: SchoolClient) -> None:
    with client.application.app_context():
        put_an_entry(SCHOOL_ID)
    page = client.page("/register/entries/1")
    names = page.root.xpath("//select[@name='worker']/option/@value")[:3]
    address = "/register/entries/1/people"
    client.send(address, page.values(page.form_to(address)), {"worker": names})


def somebody_leaves(client: SchoolClient) -> None:
    with client.application.app_context():
        a_change(SCHOOL_ID)


def somebody_left(client: SchoolClient) -> None:
    """Somebody who held nothing left."""
    with client.application.app_context():
        change = a_change(SCHOOL_ID, "Живаго Вера Фоминична")
        put_plan(SCHOOL_ID, change.id, Plan(), BY)
        carry_out(SCHOOL_ID, change.id, BY)


def a_void_entry(client: SchoolClient) -> None:
    an_entry(client)
    send(client, "/register/entries/1", "/register/entries/1/void", {"void_reason": "ошибка"})


def a_registered_order(client: SchoolClient) -> None:
    page = client.page("/register/new")
    chosen = page.root.xpath("//input[@name='documents']/@value")[0]
    client.send("/register/new", page.values(), {"documents": [chosen], "signed_on": "2023-10-16"})


def a_foreign_paper(client: SchoolClient) -> None:
    today = datetime.now().astimezone().date().isoformat()
    client.fill("/register/other", {"title": "О графике", "signed_on": today})


def a_scan(client: SchoolClient) -> None:
    an_entry(client)
    page = client.page(ENTRY)
    values = page.values(page.form_to(f"{ENTRY}/scans"))
    client.post(f"{ENTRY}/scans", data={**values, "file": (io.BytesIO(PDF), "скан.pdf")})


def a_mail_server(client: SchoolClient) -> None:
    """One that is never asked: letters wait for whoever sends them."""
    client.fill(
        "/mail", {"host": "localhost", "port": "25", "security": "none", "sender": "school@raion.ru", "on": "y"}
    )


def somebody(client: SchoolClient) -> None:
    a_user(client.application, Role.SECRETARY, login="ким")


def an_act_being_read(client: SchoolClient) -> None:
    client.fill("/acts/read", {"text": PRINTED})


def two_versions(client: SchoolClient) -> None:
    """Two versions of a template that differ from the shipped one in nothing but a word of their comment."""
    content = client.get(f"{ACT}/templates/D04/0/file").data
    for number in (1, 2):
        page = client.page(f"{ACT}/templates/D04")
        changed = _with_comment(content, str(number))
        data = MultiDict([*page.values(page.form_to(f"{ACT}/templates/D04")).items(), ("comment", f"версия {number}")])
        client.post(f"{ACT}/templates/D04", data={**data, "file": (io.BytesIO(changed), f"{number}.docx")})


def the_first_in_force(client: SchoolClient) -> None:
    two_versions(client)
    send(
        client,
        f"{ACT}/templates/D04/1",
        f"{ACT}/templates/D04/1",
        {"action": "now", "reason": "проба"},
    )


def _with_comment(content: bytes, text: str) -> bytes:
    from docx import Document  # noqa: PLC0415  of this scenario alone

    document, target = Document(io.BytesIO(content)), io.BytesIO()
    document.core_properties.comments = text
    document.save(target)
    return target.getvalue()


WEEK = f"{ACT}/indicators/2023-10-23"
SCENARIOS: dict[str, Tabs] = {
    "/acts/read/<int:draft_id>": Tabs(
        READ, {"path": "2", "action": "deeper"}, {"path": "2", "action": "merge"}, before=an_act_being_read, path=READ
    ),
    "/acts/read/<int:draft_id>/discard": Tabs("/acts/read", {}, {}, before=an_act_being_read, path=f"{READ}/discard"),
    "/acts/read/<int:draft_id>/pack": Tabs(
        READ, {"despite_doubts": "y"}, {"despite_doubts": "y"}, before=an_act_being_read, path=f"{READ}/pack"
    ),
    "/acts/<pack>/state": Tabs("/acts", {"action": "close"}, {"action": "close"}, path=f"{ACT}/state"),
    "/acts/<pack>/succession": Tabs(f"{ACT}/succession", {}, {}, path=f"{ACT}/succession"),
    "/acts/<pack>/checklist": Tabs(
        f"{ACT}/checklist",
        {FIRST_ANSWER: "yes", FIRST_ANSWER.replace("answer", "evidence"): "журнал входящих"},
        {FIRST_ANSWER: "no"},
        path=f"{ACT}/checklist",
    ),
    "/acts/<pack>/indicators/<monday>": Tabs(
        WEEK, {"conclusion": "Без изменений."}, {"conclusion": "Стало меньше."}, before=two_weeks, path=WEEK
    ),
    "/acts/<pack>/indicators/weeks/<monday>": Tabs(
        f"{ACT}/indicators/weeks/2023-10-16", {"amount-I1": "12"}, {"amount-I1": "13"},
        path=f"{ACT}/indicators/weeks/2023-10-16",
    ),
    "/documents/papers": Tabs(
        "/documents",
        {"papers": A_PAPER, "state": "printed", "day": "2023-10-17"},
        {"papers": A_PAPER, "state": "signed", "day": "2023-10-18"},
        path="/documents/papers",
    ),
    "/mail": Tabs("/mail", {"host": "one.raion.ru"}, {"host": "two.raion.ru"}, before=a_mail_server),
    "/school": Tabs("/school", {"students": "246"}, {"students": "247"}),
    "/school/spelling": Tabs(
        "/school/spelling",
        {"now-requisites.short_name": "МБОУ «Ключ»"},
        {"now-requisites.short_name": "МБОУ „Ключ“"},
        before=straight_quotes,
    ),
    "/staff": Tabs("/staff", {"staff-1-post": "учитель химии"}, {"staff-2-post": "сторож", "action": "save"}),
    "/people/<int:change_id>": Tabs(
        "/people/1", {"role-administrator": "Ким Олег Юрьевич"}, {"role-administrator": ""}, before=somebody_leaves
    ),
    "/people/<int:change_id>/step": Tabs("/people/1", {"action": "back"}, {"action": "do"}, before=somebody_leaves),
    "/people/<int:change_id>/data/erase": Tabs(
        "/people/1/data", {"word": "стереть", "given": "y"}, {"word": "стереть"}, before=somebody_left
    ),
    "/chats": Tabs("/chats", {"chats-0-members": "12"}, {"chats-0-members": "13", "action": "save"}),
    "/responsible": Tabs("/responsible", {"deputy": ""}, {"my_school": ""}),
    "/school/paper": Tabs("/school/paper", {"size": "12"}, {"size": "13"}),
    "/staff/cases/<int:place>": Tabs(
        "/staff/cases/1", {"action": "fix"}, {"action": "own", "дательный": "Иному"}, {"word": "last"}
    ),
    "/register/settings/next": Tabs("/register/settings", {"next": "57"}, {"next": "60"}, {"register": "R01"}),
    "/register/settings/files": Tabs(
        "/register/settings", {"files-0-title": "Приказы по школе"}, {"files-1-title": "Приказы"}
    ),
    "/register/entries/<int:entry_id>/details": Tabs(ENTRY, {"note": "Исаевой"}, {"note": "Омаровой"}, before=an_entry),
    "/register/entries/<int:entry_id>/executed": Tabs(
        ENTRY, {"executed_on": "2023-10-17"}, {"executed_on": "2023-10-18"}, before=an_entry
    ),
    "/register/entries/<int:entry_id>/void": Tabs(
        ENTRY, {"void_reason": "первая"}, {"void_reason": "вторая"}, before=an_entry
    ),
    "/register/entries/<int:entry_id>/restore": Tabs(ENTRY, {}, {}, before=a_void_entry),
    "/register/entries/<int:entry_id>/repeal": Tabs(
        ENTRY, {"repealed_note": "приказ № 5"}, {"repealed_note": "приказ № 6"}, before=an_entry
    ),
    "/register/entries/<int:entry_id>/signatures": Tabs(
        ENTRY, {"signed-1": "y", "day-1": "2023-10-17"}, {"signed-1": "y", "day-1": "2023-10-18"}, before=an_entry
    ),
    "/register/entries/<int:entry_id>/refusal": Tabs(
        ENTRY,
        {"people": ["1"], "day": "2023-10-17", "witness_1": "Ким", "witness_2": "Цой"},
        {"people": ["1", "2"], "day": "2023-10-18", "witness_1": "Пак", "witness_2": "Ли"},
        before=an_entry,
    ),
    "/register/entries/<int:entry_id>/correct": Tabs(
        f"{ENTRY}/correct",
        {"title": "О графике работы", "correction_reason": "опечатка"},
        {"title": "О расписании", "correction_reason": "опечатка"},
        before=a_foreign_paper,
    ),
    "/register/settings/registers/<register_id>": Tabs(
        "/register/settings/registers/R01", {"short": "Приказы по ОД"}, {"title": "Журнал приказов"},
        path="/register/settings/registers/R01",
    ),
    "/site": Tabs("/site", {"approved-9": "y"}, {"approved-9": "y"}, before=a_public_order),
    "/scans/<int:evidence_id>/words": Tabs(
        "/scans/1/about", {"words": "график"}, {"words": "отпуска"}, before=a_scan
    ),
    "/users/<int:user_id>/roles": Tabs("/users", {"roles": ["head"]}, {"roles": ["secretary", "head"]}, before=somebody,
                                       path="/users/2/roles"),
    "/users/<int:user_id>/password": Tabs("/users", {}, {}, before=somebody, path="/users/2/password"),
    "/acts/<pack>/templates/<document>/<int:number>": Tabs(
        f"{ACT}/templates/D04/1",
        {"action": "now", "reason": "первая"},
        {"action": "reject", "reason": "вторая"},
        before=two_versions,
        path=f"{ACT}/templates/D04/1",
    ),
    "/acts/<pack>/templates/<document>/<int:number>/remove": Tabs(
        f"{ACT}/templates/D04", {}, {}, before=two_versions, path=f"{ACT}/templates/D04/1/remove"
    ),
    "/acts/<pack>/templates/<document>/<int:number>/return": Tabs(
        f"{ACT}/templates/D04", {}, {}, before=the_first_in_force,
        path=f"{ACT}/templates/D04/0/return",
    ),
}  # fmt: skip
# the page has its form only after a crash, or for a document that the school added: their tokens are asked below
WITHOUT_A_PAGE = (
    "/register/entries/<int:entry_id>/finish",
    "/acts/<pack>/templates/<document>/withdraw",
    "/acts/<pack>/templates/<document>/restore",
)
# what is written over lies in a folder, which a prepared database does not bring: test_acts_pages.py holds it
OF_FILES = ("/packs/<name>/replace",)
# of an office, which the demonstration is none of: test_district_schools.py, test_district_inviting.py hold them
OF_AN_OFFICE = (
    "/district/schools/<int:school>/closed",
    "/district/schools/<int:school>/office",
    "/district/schools/<int:school>/users/<int:user>/password",
)


def send(
    client: SchoolClient,
    page: str,
    path: str,
    changes: dict[str, str | list[str]],
    hidden: dict[str, str] | None = None,
) -> Page:
    shown = client.page(page)
    return client.send(path, shown.values(shown.form_to(path, **(hidden or {}))), changes)


def views(app: Flask) -> dict[str, str]:
    """Address → endpoint of everything that takes a form; what programs send is none (`test_api`)."""
    taking = (rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ()))
    return {rule.rule: rule.endpoint for rule in taking if not rule.rule.startswith("/api/v1/")}


def test_every_form_says_what_it_may_write_over(app: Flask) -> None:
    with app.app_context():
        silent = {rule for rule, endpoint in views(app).items() if change_of(endpoint) is None}
    assert silent == set(), (
        "no class: put @edits, @merges, @creates, @repeats or @reads (web/forms/changing.py) on the view"
    )


def test_a_form_that_says_nothing_is_forbidden(app: Flask, client: SchoolClient) -> None:
    values = client.page("/users").values()
    app.view_functions["forgotten"] = lambda: "записано"
    app.url_map.add(Rule("/forgotten", endpoint="forgotten", methods=["POST"]))
    app.before_request_funcs[None] = [hook for hook in app.before_request_funcs[None] if hook.__name__ != "_ask"]
    assert client.post("/forgotten", data=values).status_code == 403


def test_every_form_that_writes_over_something_is_tried_in_two_tabs(app: Flask) -> None:
    with app.app_context():
        changes = {rule: change_of(endpoint) for rule, endpoint in views(app).items()}
    guarded = {rule for rule, change in changes.items() if change is not None and change.kind in GUARDED}
    assert guarded == {*SCENARIOS, *WITHOUT_A_PAGE, *OF_FILES, *OF_AN_OFFICE}, (
        "a new form needs its two tabs in SCENARIOS"
    )


@pytest.mark.parametrize("rule", SCENARIOS)
def test_the_old_tab_is_refused_and_nothing_is_overwritten(
    app: Flask, begin_after: Callable[[Deed], SchoolClient], rule: str
) -> None:
    tabs = SCENARIOS[rule]
    demonstration = begin_after(tabs.before)
    path = tabs.path or POSTS[rule]
    shown = demonstration.page(tabs.page)
    old = shown.values(shown.form_to(path, **tabs.hidden))
    assert not demonstration.send(path, old, tabs.first).faults
    kept = everything(app)
    refused = demonstration.send(path, old, tabs.second)
    assert "Не записано: пока страница была открыта, данные изменились" in refused.main
    assert "вы изменили это в другой вкладке в" in refused.main
    assert everything(app) == kept, "nothing is overwritten"
    with app.app_context():
        assert_words_kept()


@pytest.mark.parametrize("rule", [*SCENARIOS, *WITHOUT_A_PAGE])
def test_a_form_without_its_token_is_refused(
    app: Flask, begin_after: Callable[[Deed], SchoolClient], rule: str
) -> None:
    tabs = SCENARIOS.get(rule, Tabs(ENTRY, {}, {}, before=an_entry))
    demonstration = begin_after(tabs.before)
    path = tabs.path or POSTS[rule]
    kept = everything(app)
    token_only = {"csrf_token": demonstration.page("/password").values()["csrf_token"]}
    refused = demonstration.send(path, MultiDict({**token_only, **tabs.hidden}), {"action": "save", **tabs.first})
    assert refused.faults
    assert everything(app) == kept


def everything(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    """All that is kept, but for the journal, sessions, what was typed and what says that anything changed."""
    aside = {"audit", "audit_line", "user_session", "refused_form", "draft", "change_stamp", "body_stamp"}
    with app.app_context():
        tables = [table for table in Base.metadata.sorted_tables if table.name not in aside]
        return {table.name: [tuple(row) for row in db.session.execute(table.select())] for table in tables}
