from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, text

from tests.databases import application, bring_up, migrated, postgresql
from tests.mails import behave
from tests.smtp import Inbox, mail_server


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    with postgresql() as url:
        statements(url, "CREATE DATABASE migrated")
        bring_up(beside(url, "migrated"))
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    if request.param == "sqlite":
        path = tmp_path / "school.db"
        path.write_bytes(migrated())
        url = f"sqlite:///{path}"
    else:  # the server is one for all tests, what it holds is not
        server = request.getfixturevalue("postgresql_url")
        statements(server, "DROP DATABASE IF EXISTS school WITH (FORCE)", "CREATE DATABASE school TEMPLATE migrated")
        url = beside(server, "school")
    with application(url) as app:
        yield app


@pytest.fixture(scope="session")
def mail_inbox() -> Iterator[Inbox]:
    """A mail server of this machine, one for all tests."""
    with mail_server() as inbox:
        yield inbox


@pytest.fixture
def inbox(app: Flask, mail_inbox: Inbox) -> Inbox:
    """The server as nobody has written to it; `mails.switch` names it to the program."""
    assert app
    mail_inbox.taken.clear()
    behave(mail_inbox)
    return mail_inbox


def beside(url: str, database: str) -> str:
    """Another database of the server."""
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def statements(url: str, *texts: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")  # a database is not made inside a transaction
    with engine.connect() as connection:
        for statement in texts:
            connection.execute(text(statement))
    engine.dispose()
