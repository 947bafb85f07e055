"""How much a page asks of the database: bounded, and no more for a school with more of everything."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import event

from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.documents.printing import pdf_name
from sferum_docs.services.packet.last import last_request
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.register.lists.waiting import waiting
from sferum_docs.services.register.register import register_document
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.store.database import db, writing
from sferum_docs.store.rows.changes import touch_body
from sferum_docs.web.printing import current_press
from tests.builders import BY, PACK_ID, SCHOOL_ID
from tests.registering import PDF
from tests.web.pages import ACT, SchoolClient

# the marks of papers and the answers to the checklist are one question each
# one everywhere: whether anybody has left since
# what a page asks after anything was changed, and while nothing changes: who is signed in stands in both
MOST = {
    # two of them for the order that has the weeks of indicators analysed, one for the packs that offices above know,
    # one for who leaves or came, one for letters that came nowhere
    ACT: (25, 1),
    "/documents": (25, 1),
    "/documents/1": (14, 6),  # a paper that no register takes: in which file it may lie
    "/documents/1/file": (6, 2),
    "/deadlines": (14, 2),
    "/staff": (11, 4),  # whether everybody is chosen whom the act needs
    "/register": (37, 1),
    # three for the annexes of papers printed meanwhile, two for reports of other weeks and what is marked signed
    "/register/new": (28, 16),
    f"{ACT}/templates": (10, 7),  # one for whose the installation is: the tabs of the administrator depend on it
    f"{ACT}/indicators": (18, 2),  # what is owed, what is signed, the papers of a week, the sheet it came in
    f"{ACT}/indicators/weeks/2023-10-16": (11, 2),
}


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")):
            asked.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", MOST)
def test_a_page_asks_no_more_than_it_needs_however_much_there_is(
    app: Flask, demonstration: SchoolClient, path: str
) -> None:
    after_a_change, unchanged = MOST[path]
    demonstration.get(path)  # what is read once for all pages is read
    for packets in (0, 3):
        with app.app_context():
            asked = last_request(SCHOOL_ID, PACK_ID)
            assert asked is not None
            for _time in range(packets):
                make_packet(SCHOOL_ID, PACK_ID, replace(asked), BY)
            with writing() as session:
                touch_body(session, None)
        for most in (after_a_change, unchanged):
            with counted(app) as found:
                assert demonstration.get(path).status_code == 200
            assert len(found) <= most, "\n".join(found)


def test_the_first_page_counts_no_day_and_reads_no_document_twice(app: Flask, demonstration: SchoolClient) -> None:
    demonstration.get(ACT)
    with app.app_context(), writing() as session:
        touch_body(session, None)
    with counted(app) as asked:
        demonstration.get(ACT)
    assert not [statement for statement in asked if "document.data" in statement], "documents never change"
    assert len({statement for statement in asked if "FROM document" in statement}) >= 1


def test_papers_that_are_printed_already_cost_the_registering_page_little(
    app: Flask, demonstration: SchoolClient
) -> None:
    with app.test_request_context():
        kept = current_press().kept
        for document in newest_documents(SCHOOL_ID, PACK_ID):
            kept.keep(pdf_name(document.sha256), PDF)
    demonstration.get("/register/new")
    with counted(app) as asked:
        assert demonstration.get("/register/new").status_code == 200
    assert len(asked) <= MOST["/register/new"][0], "\n".join(asked)


def test_what_waits_for_a_number_asks_no_more_when_more_of_it_had_one_before(
    app: Flask, demonstration: SchoolClient
) -> None:
    counts = []
    assert demonstration
    with app.app_context():
        packet = last_request(SCHOOL_ID, PACK_ID)
        assert packet is not None
        for _time in range(3):
            draft = next(item.document for item in waiting(SCHOOL_ID) if item.former is None)
            register_document(SCHOOL_ID, draft.id, RegistrationDetails(draft.order_date), BY)
            make_packet(SCHOOL_ID, PACK_ID, packet, BY)
            with counted(app) as asked:
                assert any(item.former for item in waiting(SCHOOL_ID))
            counts.append(len(asked))
    assert len(set(counts)) == 1
