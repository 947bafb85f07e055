import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import IntegrityError

from sferum_docs.documents.registering.registers import shipped_registers
from sferum_docs.store.database import Base, db, writing
from sferum_docs.store.migrate import config, upgrade
from tests.conftest import SHIPPED_SAFETY


@pytest.mark.usefixtures("app")
def test_the_migrations_make_exactly_the_tables_of_the_program() -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.usefixtures("app")
def test_upgrading_twice_changes_nothing() -> None:
    upgrade()
    with db.engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() is not None


@pytest.mark.usefixtures("app")
def test_a_row_without_its_school_is_refused() -> None:
    with pytest.raises(IntegrityError), writing() as session:
        session.execute(
            text("INSERT INTO packet (school_id, pack, made_at, request) VALUES (999, 'x', '2023-10-16', '{}')")
        )


def test_sqlite_writes_ahead_and_keeps_foreign_keys(app: Flask) -> None:
    with db.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            return
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    assert app.name == "tests"


def test_what_is_kept_waits_for_the_disk_unless_said_otherwise(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert app.name == "tests"
    if db.engine.dialect.name != "sqlite":
        return
    monkeypatch.setattr("sferum_docs.store.database.SAFETY", SHIPPED_SAFETY)
    asked = text("PRAGMA synchronous")  # 2: FULL, 1: NORMAL
    for durable, level in ((True, 2), (False, 1), (True, 2)):
        with writing(durable=durable) as session:
            assert session.scalar(asked) == level


@pytest.fixture
def empty_database(app: Flask, tmp_path: Path) -> Iterator[Connection]:
    """A database without a table, of the kind the test runs on."""
    assert app
    if db.engine.dialect.name == "sqlite":
        engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
        with engine.begin() as connection:
            yield connection
        engine.dispose()
        return
    with db.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
        yield connection


def to(connection: Connection, revision: str) -> None:
    command.upgrade(_settings(connection), revision)


def _settings(connection: Connection) -> Config:
    settings = config()
    settings.attributes["connection"] = connection
    return settings


_SCHOOL = {
    **dict.fromkeys(
        ["full_name", "short_name", "kind", "place", "inn", "kpp", "ogrn", "okpo", "founder", "address", "phone",
         "email", "site"], "x"
    ),
    "id": 1, "profile_active": False, "responsible": "{}", "margins": "{}", "profile": "{}",
}  # fmt: skip
_ENTRY = {
    **dict.fromkeys(
        ["letter", "trouble", "pack", "document", "executor", "file_index", "addressee", "reply_to", "note", "reason",
         "void_reason", "repealed_note"], ""
    ),
    "school_id": 1, "kind": "приказ", "state": "ready", "signer": "П. Г. Магомедова", "registered_by": "Исаева",
    "registered_at": "2023-10-16 09:00:00+00:00", "title": "О режиме",
}  # fmt: skip


def put(connection: Connection, table: str, **values: object) -> None:
    names = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    query = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608  our own names
    connection.execute(text(query), values)


def test_entries_of_before_registers_were_data_keep_numbers_and_counters(empty_database: Connection) -> None:
    to(empty_database, "0007")
    put(empty_database, "school", **_SCHOOL)
    for register, year, last in (("R01", 2022, 41), ("R01", 2023, 2), ("R02", 2023, 1)):
        put(
            empty_database, "register_counter", school_id=1, register=register, year=year, last=last,
            earlier="[[1, 40]]",
        )  # fmt: skip
    for register, year, ordinal in (("R01", 2022, 41), ("R01", 2023, 1), ("R01", 2023, 2), ("R02", 2023, 1)):
        day = f"{year}-10-16"
        put(
            empty_database, "register_entry",
            **_ENTRY, register=register, year=year, ordinal=ordinal, number=f"{ordinal}-О", signed_on=day,
        )  # fmt: skip
    to(empty_database, "head")
    query = "SELECT register, period, ordinal, number, sender, imported FROM register_entry ORDER BY id"
    assert [tuple(row) for row in empty_database.execute(text(query))] == [
        ("R01", 2022, 41, "41-О", "", False), ("R01", 2023, 1, "1-О", "", False), ("R01", 2023, 2, "2-О", "", False),
        ("R02", 2023, 1, "1-О", "", False),
    ]  # fmt: skip
    query = "SELECT register, year, last FROM register_counter ORDER BY register, year"
    assert [tuple(row) for row in empty_database.execute(text(query))] == [
        ("R01", 2022, 41), ("R01", 2023, 2), ("R02", 2023, 1),
    ]  # fmt: skip
    assert not list(empty_database.execute(text("SELECT id FROM register"))), "the shipped registers count"


_DAY, _AT, _SUM = "2023-10-16", "2023-10-16 09:00:00+00:00", "a" * 64


def test_whoever_worked_by_the_one_act_works_by_it_on_and_keeps_all_that_was_of_it(empty_database: Connection) -> None:
    to(empty_database, "0019")
    put(empty_database, "file", sha256=_SUM, content=b"PK")
    put(
        empty_database, "user_account", id=1, school_id=None, login="isaeva", login_key="isaeva", name="Исаева",
        roles="[]", password_hash="x", active=True, created_at=_AT, created_by="x",  # noqa: S106  no password
    )  # fmt: skip
    of_act = {"school_id": 1, "pack": "sferum-2023", "document": "D02"}
    put(empty_database, "school", **_SCHOOL)
    put(empty_database, "school", **{**_SCHOOL, "id": 2})
    put(
        empty_database, "document", **of_act, version=1, title="О режиме", kind="приказ", file_name="D02.docx",
        order_date=_DAY, made_at=_AT, sha256=_SUM, template_sha256=_SUM, paragraphs="{}",
        data='{"code": "DDYQ-DXPC"}', withdrawn_by="",
    )  # fmt: skip
    put(empty_database, "packet", school_id=1, pack="sferum-2023", request="{}", made_at=_AT)
    put(
        empty_database, "template_version", **of_act, number=1, sha256=_SUM, file_name="D02.docx", comment="",
        author="Исаева", uploaded_at=_AT,
    )  # fmt: skip
    put(
        empty_database, "own_document", school_id=1, pack="sferum-2023", document="S01", record="{}", author="Исаева",
        added_at=_AT,
    )  # fmt: skip
    for page in ("packet", "staff"):
        put(empty_database, "draft", user_id=1, page=page, saved_at=_AT, fields="[]")
    to(empty_database, "head")
    query = "SELECT school_id, pack, title, since, state, succeeded_by, ended_on FROM assignment ORDER BY school_id"
    assert [(*row[:3], str(row[3]), *row[4:]) for row in empty_database.execute(text(query))] == [
        (school, "sferum-2023", "Сферум-2023: постановление № 262", "2023-10-13", "in_work", "", None)
        for school in (1, 2)
    ]
    for table in ("document", "packet", "template_version", "own_document"):
        kept = [tuple(row) for row in empty_database.execute(text(f"SELECT school_id, pack FROM {table}"))]  # noqa: S608  our own names
        assert kept == [(1, "sferum-2023")], table
    assert list(empty_database.execute(text("SELECT code FROM document")).scalars()) == ["DDYQ-DXPC"]
    drafts = [row[0] for row in empty_database.execute(text("SELECT page FROM draft ORDER BY id"))]
    assert drafts == ["packet.sferum-2023", "staff"], "what was typed is offered on the page of the act"


def test_a_box_that_nobody_ticked_is_not_told_and_no_chat_is_lost(empty_database: Connection) -> None:
    to(empty_database, "0022")
    put(empty_database, "school", **{**_SCHOOL, "revision": 1})
    put(empty_database, "school", **{**_SCHOOL, "id": 2, "revision": 1, "profile_active": True})
    chat = {
        "school_id": 1, "name": "Волейбол", "platform": "Viber", "audience": "кружок", "owner": "x", "new_name": "",
        "closing": "удалён",
    }  # fmt: skip
    for position, ticked in enumerate((False, True)):
        put(empty_database, "chat", **chat, position=position, personal_data=ticked)
    to(empty_database, "head")
    query = "SELECT {0} FROM {1} ORDER BY id"
    told = [[value for (value,) in empty_database.execute(text(query.format(*column)))] for column in (
        ("profile_active", "school"), ("personal_data", "chat"),
    )]  # fmt: skip
    assert told == [[None, True], [None, True]]
    command.downgrade(_settings(empty_database), "0022")
    assert [tuple(row) for row in empty_database.execute(text("SELECT profile_active FROM school ORDER BY id"))] == [
        (False,), (True,)
    ]  # fmt: skip


_OUTGOING = {
    "title": "Исходящие", "short": "Исходящие", "one": "письмо", "file": "01-09", "mask": "{номер}", "reset": "yearly",
    "columns": '[["number", "№"], ["day", "Дата"], ["title", "О чём"]]',
}  # fmt: skip


def test_reports_go_out_where_the_school_has_not_said_otherwise(empty_database: Connection) -> None:
    to(empty_database, "0028")
    registers = (
        (1, "R02", '["письмо"]', False),  # renamed, or closed and opened: takes what it was shipped with
        (2, "R02", '["письмо", "справка"]', False),  # the school chose kinds of its own
        (3, "S01", '["отчёт"]', False),  # it enters reports elsewhere
        (4, "R02", '["письмо"]', False),
        (4, "S01", '["отчёт"]', False),
        (5, "S01", '["отчёт"]', True),  # it has closed that register
    )
    for school in range(1, 7):
        put(empty_database, "school", **{**_SCHOOL, "id": school})
    for school, register, kinds, closed in registers:
        put(empty_database, "register", **_OUTGOING, school_id=school, id=register, kinds=kinds, closed=closed)
    to(empty_database, "head")
    query = "SELECT school_id, CAST(kinds AS TEXT) FROM register WHERE id = 'R02' ORDER BY school_id"
    kept = {school: json.loads(kinds) for school, kinds in empty_database.execute(text(query))}
    assert kept == {1: ["письмо", "отчёт"], 2: ["письмо", "справка"], 3: ["письмо"], 4: ["письмо"]}
    assert "отчёт" in shipped_registers()["R02"].kinds, "whoever has no register of their own has that one"
