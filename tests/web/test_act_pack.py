"""A school carries out an act of which a pack was made: every page works, and nothing is claimed that is not done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.acts_reader.directive import to_directive
from sferum_docs.directives.coverage import CoverageState
from sferum_docs.docengine import plain_text
from sferum_docs.documents.making.templates import original_template
from sferum_docs.documents.of_act.make import common_documents, pack_files
from sferum_docs.services.clauses.page import clause_page
from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.services.packs.add_document import add_document
from sferum_docs.services.packs.choose import PACKS, find_pack, look_also_in
from sferum_docs.services.packs.exchange import export_pack, import_pack, lay_in_folder
from sferum_docs.services.packs.from_act import pack_from_draft
from sferum_docs.services.packs.kept.adopt import adopt_folders
from sferum_docs.services.packs.kept.archive import packed
from sferum_docs.services.register.lists.listing import waiting
from sferum_docs.services.register.register import register_document
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import find_school
from sferum_docs.services.templates.change import activate_template, upload_template
from sferum_docs.store.database import db
from tests.builders import BY, SCHOOL_ID
from tests.edited import mended
from tests.made_acts import an_act
from tests.web.conftest import application, client_of, prepared, with_somebody
from tests.web.pages import Page, SchoolClient

PACK = "postanovlenie-418-pa-2026-09-01"
NOW = replace(BY, at=datetime(2026, 9, 2, 9, 0, tzinfo=UTC))
DAY = date(2026, 9, 2)


def fill(instance: Path) -> None:
    look_also_in(instance)
    files = pack_files(PACK, to_directive(an_act()), common_documents(PACKS), DAY)
    lay_in_folder(packed(files), instance / "packs")
    load_demonstration(NOW, PACK)
    assert adopt_folders(instance / "packs") == (PACK,)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A school with the usual papers of the act, the appointing order registered."""
    folder = tmp_path_factory.mktemp("act")
    prepared(folder, lambda: with_somebody(lambda: fill(folder)))
    app = application(folder)
    yield app
    with app.app_context():
        db.engine.dispose()


def page_of(client: SchoolClient, path: str) -> str:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 200, path
    return " ".join(Page(answer).main.replace("\u00a0", " ").split())


def test_the_pages_of_the_act_tell_its_deadlines_and_claim_no_more_than_is_done(school: Flask) -> None:
    client = client_of(school)
    home = page_of(client, "/")
    assert "Исполнено 0 из 8 пунктов" in home
    assert "Распечатайте, подпишите и передайте секретарю 2 приказа датой 02.09.2026" in home
    dues = page_of(client, "/deadlines")
    assert "Срок п. 2.2 постановления 25.09.2026" in dues
    assert "Срок п. 2.4 постановления 15.09.2026" in dues, "ten working days from the signing of the act"
    assert "Каждую неделю: 1" in dues
    assert "BYMONTHDAY" not in client.get("/deadlines.ics").text
    assert client.get("/deadlines.ics").text.count("RRULE:FREQ=WEEKLY") == 1
    packet = client.page(f"/acts/{PACK}/packet")
    sets = " ".join(packet.root.xpath("//li[@class='set']")[0].text_content().replace("\u00a0", " ").split())
    assert "Исполняет: п. 2.1.Помогает исполнить делом: п. 2.2, подп. «а» п. 2.3" in sets
    assert "Без документа" not in sets
    assert "Документ есть к каждому" not in sets
    signs = client.page(f"/acts/{PACK}").root.xpath("//div[@class='clause-number']/text()")
    assert signs == ["1", "2", "2.1", "2.2", "2.3", "а)", "б)", "2.4", "2.5", "2.6", "3", "4"]
    charged = packet.root.get_element_by_id("answers-G01-кому_2_2")
    assert charged.xpath("./option")[0].text == "ответственный за исполнение постановления"


def test_a_registered_appointment_carries_its_clause_out_and_nothing_else(school: Flask) -> None:
    with school.app_context():
        order = next(item.document for item in waiting(SCHOOL_ID) if item.document.document == "G02")
        register_document(SCHOOL_ID, order.id, RegistrationDetails(DAY, replaces=False), NOW)
        pack, kept = find_pack(PACK, SCHOOL_ID), find_school(SCHOOL_ID)
        assert kept is not None
        states = {row.coverage.clause.path: row.coverage.state for row in clause_page(SCHOOL_ID, kept, pack, DAY).rows}
    carried = [path for path, state in states.items() if state is CoverageState.CARRIED]
    supported = [path for path, state in states.items() if state is CoverageState.SUPPORTED]
    assert (carried, supported) == (["2.1"], ["2.2", "2.3/а", "2.3/б", "2.4", "2.5", "2.6", "3"])
    words = page_of(client_of(school), f"/acts/{PACK}")
    assert "Абзац документа G02 , который исполняет п. 2.1 Назначить Исаеву Шахрузат Абдулкадыровну" in words


def test_the_administrator_adds_a_document_changes_a_template_and_takes_the_pack_elsewhere(
    school: Flask,
) -> None:
    with school.app_context():
        pack = find_pack(PACK, SCHOOL_ID)
        template = original_template(pack.by_id["G02"])
        changed = mended(template)
        number = upload_template(SCHOOL_ID, PACK, "G02", changed, "приказ.docx", "", NOW)
        activate_template(SCHOOL_ID, PACK, "G02", number, DAY, "так решил директор", NOW)
        asked = [{"key": "отменяемый_приказ", "kind": "text", "label": "Прежний приказ", "required": False}]
        record = {"title": "О контроле питания", "kind": "приказ", "carries_out": ["2.1"], "fields": asked}
        added = add_document(SCHOOL_ID, PACK, record, template, "контроль.docx", NOW)
        activate_template(SCHOOL_ID, PACK, added, 1, DAY, "так решил директор", NOW)
        taken = export_pack(SCHOOL_ID, PACK, DAY)
        other = import_pack(SCHOOL_ID, taken, NOW, "pitanie-2026")
    assert [*other.by_id] == [*pack.by_id, added]
    assert plain_text(original_template(other.by_id["G02"])) == plain_text(changed)
    assert other.directive.by_path.keys() == pack.directive.by_path.keys()


def test_a_newer_edition_keeps_what_was_made_and_registered(school: Flask) -> None:
    with school.app_context():
        before = {item.document: item.sha256 for item in newest_documents(SCHOOL_ID, PACK)}
        pack_from_draft(SCHOOL_ID, an_act(nodes=an_act().nodes[1:2]), NOW, today=DAY)
        assert "1" not in find_pack(PACK, SCHOOL_ID).directive.by_path
        assert {item.document: item.sha256 for item in newest_documents(SCHOOL_ID, PACK)} == before
    assert "из 7 пунктов" in page_of(client_of(school), "/")
