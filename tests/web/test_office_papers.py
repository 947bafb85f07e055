"""The papers of the office on its desk: made at a press, letters to those concerned, registered as any other."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from flask import Flask

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.documents.district.record import told_lacks
from sferum_docs.indicators.series import Value
from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.district.papers.facts import letters_made
from sferum_docs.services.documents.weekly import asked_for
from sferum_docs.services.packs.acts import assign_act, close_act
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.services.register.lists.waiting import waiting
from sferum_docs.services.register.register import register_document
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import kind_faults, save_school
from sferum_docs.services.users.manage import Role
from sferum_docs.store.database import writing
from sferum_docs.store.documents import issued
from sferum_docs.store.indicators.values import add_versions
from sferum_docs.store.oversight import put_overseer
from tests.builders import BY, PACK_ID
from tests.district import District, an_office, login_of
from tests.registering import made, register
from tests.services.test_golden import shown
from tests.web.conftest import client_of
from tests.web.pages import SchoolClient

PAPERS = f"/district/papers/{PACK_ID}"
TODAY = datetime.now().astimezone().date()
LATER = TODAY + timedelta(days=1)  # a paper is signed on another day than it was drafted
WEEK = monday_of(TODAY) - timedelta(weeks=1)


@pytest.fixture
def clerk(app: Flask, district: District) -> SchoolClient:
    return client_of(app, login_of(district.office))


def put_weeks(app: Flask, school: int, *amounts: int) -> None:
    """Figures of a school for the last weeks; the last one is of the week before this."""
    with app.app_context(), writing() as session:
        for back, amount in enumerate(reversed(amounts)):
            week = WEEK - timedelta(weeks=back)
            values = [replace(Value(f"I{place}", week, Decimal(amount)), at=BY.at) for place in range(1, 9)]
            add_versions(session, school, PACK_ID, values)


def text_of(app: Flask, document_id: int, office: int) -> str:
    with app.app_context():
        document = issued.find(office, document_id)
        assert document is not None
        return shown(issued.content(document.sha256))


def made_by(app: Flask, clerk: SchoolClient, document: str, office: int, **typed: str) -> str:
    """The text of the paper that a press makes."""
    page = clerk.page(PAPERS)
    path = f"{PAPERS}/{document}"
    answer = clerk.send(path, page.values(page.form_to(path)), typed)
    number = int(answer.response.request.path.rpartition("/")[2])
    return text_of(app, number, office)


def test_an_office_sees_its_documents_of_the_act_and_a_school_never_does(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    titles = ("План контроля за использованием", "Сводный отчёт о показателях", "Справка по итогам контроля")
    desk, packet = clerk.page(PAPERS).main, clerk.page(f"/acts/{PACK_ID}/packet").main
    for title in titles:
        assert title in desk
        assert title in packet
    assert "О переходе на использование" not in packet
    assert clerk.get(f"/acts/{PACK_ID}/packet/D04").status_code == 404
    school = client_of(app, login_of(district.schools[0]))
    assert not any(title in school.page(f"/acts/{PACK_ID}/packet").main for title in titles)
    assert school.get(f"/acts/{PACK_ID}/packet/M01").status_code == 404
    assert school.get(PAPERS).status_code == 403
    assert "район.день" not in school.page(f"/acts/{PACK_ID}/vocabulary").main
    assert "район.день" in clerk.page(f"/acts/{PACK_ID}/vocabulary").main


def test_an_office_has_its_documents_whatever_page_it_opened_first(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    clerk.page("/school")  # which takes the words of the act for a body of this kind
    with app.app_context():
        assert school_pack(district.office, PACK_ID, TODAY).for_office


def test_the_clause_put_to_the_office_is_carried_out_by_its_plan_and_the_control_is_helped(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    made_by(app, clerk, "M01", district.office)
    page = clerk.page(f"/acts/{PACK_ID}")
    clauses = {item.get("id"): " ".join(item.itertext()) for item in page.root.xpath("//li[contains(@class,'clause')]")}
    own = next(text for text in clauses.values() if "строгий контроль" in text)
    assert "Исполняет" in own
    assert "M01" in own
    control = next(text for text in clauses.values() if "Контроль за исполнением" in text)
    assert "M04" in control
    assert "Исполняет" not in next(text for text in clauses.values() if "перевести все чаты" in text)


def test_the_summary_names_who_is_silent_and_shows_places_only_when_asked(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    put_weeks(app, district.schools[0], 30, 27)
    plain = made_by(app, clerk, "M02", district.office)
    assert "Место" not in plain
    assert "Не представили данные за неделю 2~организации: МБДОУ~«Родничок», МБОУ~«Арская ООШ»." in plain
    assert "27 ⏎ 11~% ⏎ −3" in plain, "people, percent, change"
    assert "«Учеников всего»: МБОУ~«Ключевская СОШ» (−3)" in plain
    assert "| × |" in plain, "a kindergarten counts no pupils"
    placed = made_by(app, clerk, "M02", district.office, ranked="y")
    assert "| Место |" in placed
    assert next(line for line in placed.splitlines() if line.startswith("| 3 |")).endswith("| 1 |")


def test_a_paper_pressed_twice_is_made_once(app: Flask, district: District, clerk: SchoolClient) -> None:
    page, path = clerk.page(PAPERS), f"{PAPERS}/M05"
    sent = page.values(page.form_to(path))
    first, second = (clerk.send(path, sent, {}) for _press in range(2))
    assert "Документ составлен: черновик, версия 1" in first.text
    assert "Такой документ уже составлен" in second.text
    with app.app_context():
        assert len(issued.versions(district.office, PACK_ID, "M05")) == 1


def test_letters_go_to_those_whom_they_concern_each_with_its_own_number_and_never_twice(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    page = clerk.page(PAPERS)
    path = f"{PAPERS}/letters"
    answer = clerk.send(path, page.values(page.form_to(path)), {})
    assert "Составлено: 3 письма" in answer.text
    link = next(link for link in answer.links() if re.search(r"/documents/\d+$", link))
    assert "Другие версии" not in clerk.page(link).main, "letters to others are no versions of it"
    again = clerk.send(path, answer.values(answer.form_to(path)), {})
    assert "обо всём этом организациям уже напоминали" in again.text
    with app.app_context():
        pack = school_pack(district.office, PACK_ID, TODAY)
        letters = letters_made(district.office, pack)
        assert len(letters) == 3
        assert len({asked_for(pack.by_id[item.document], item) for item in letters}) == 3
        assert all(told_lacks(item.data) for item in letters)
        assert len({item.file_name for item in letters}) == 3
        queue = [item for item in waiting(district.office) if item.document.document == letters[0].document]
        assert len(queue) == 3, "each waits for a number of its own"
        by = replace(BY, at=datetime.now(UTC) + timedelta(days=1))
        entries = [
            register_document(district.office, item.document.id, RegistrationDetails(LATER, replaces=False), by)
            for item in queue
        ]
        assert len({entry.number for entry in entries}) == 3
        assert {entry.register for entry in entries} == {"R02"}
        assert not waiting(district.office)
    shown_page = clerk.page(PAPERS)
    assert shown_page.main.count("зарегистрирован") == 3
    archive = zipfile.ZipFile(io.BytesIO(clerk.get(f"{PAPERS}/letters.zip").data))
    assert len(archive.namelist()) == 3
    more = clerk.send(path, shown_page.values(shown_page.form_to(path)), {"again": "y"})
    assert "Составлено: 3 письма" in more.text


def test_a_school_that_did_what_it_was_reminded_of_is_left_in_peace_and_a_new_matter_is_told(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    path = f"{PAPERS}/letters"
    page = clerk.page(PAPERS)
    clerk.send(path, page.values(page.form_to(path)), {})
    put_weeks(app, district.schools[0], 30, 27)
    later = clerk.page(PAPERS)
    assert "Ещё не напоминали: 3 организациям" in later.main
    answer = clerk.send(path, later.values(later.form_to(path)), {})
    assert "Составлено: 3 письма" in answer.text
    with app.app_context():
        pack = school_pack(district.office, PACK_ID, TODAY)
        newest = letters_made(district.office, pack)[:3]
        lacks = {item.data["district"]["recipient"][0]: told_lacks(item.data) for item in newest}
    assert all(key.startswith("fell:") for key in lacks[district.schools[0]])
    assert lacks[district.schools[1]] == {f"week:{WEEK.isoformat()}"}


def test_nobody_concerned_is_a_sentence_and_no_letter(app: Flask, district: District, clerk: SchoolClient) -> None:
    before = clerk.page(PAPERS)
    sent = before.values(before.form_to(f"{PAPERS}/letters"))
    with app.app_context():
        for school in district.schools:
            close_act(school, PACK_ID, BY)
    assert "Напоминать некому" in clerk.page(PAPERS).main
    answer = clerk.send(f"{PAPERS}/letters", sent, {})
    assert "Писем не составлено: напоминать некому" in answer.text
    assert "Ни одной организации этот акт ещё не назначен" in answer.main


def test_a_day_to_mend_by_is_a_working_day_of_the_coming_year(app: Flask, clerk: SchoolClient) -> None:
    path = f"{PAPERS}/letters"
    page = clerk.page(PAPERS)
    sunday = monday_of(TODAY) + timedelta(days=13)
    odd = {sunday: "нерабочий день. Ближайший рабочий", TODAY: "не позже дня письма", date(2125, 3, 1): "больше года"}
    for day, why in odd.items():
        answer = clerk.send(path, page.values(page.form_to(path)), {"mend_by": day.isoformat()})
        assert why in answer.text
        assert "Письма не составлены" in answer.text
    with app.app_context():
        assert not letters_made(1, school_pack(1, PACK_ID, TODAY))


def test_the_plan_and_the_reference_of_an_office_bear_numbers_and_those_of_a_school_do_not(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    with app.app_context():  # an office writes before it has entered its workers
        save_school(district.office, an_office(staff=()), BY)
    for document in ("M01", "M04"):
        made_by(app, clerk, document, district.office)
    with app.app_context():
        drafts = {item.document.document: item.document.id for item in waiting(district.office)}
        by = replace(BY, at=datetime.now(UTC) + timedelta(days=1))
        details = RegistrationDetails(LATER, replaces=False)
        entries = [register_document(district.office, drafts[key], details, by) for key in ("M01", "M04")]
        assert [(entry.register, entry.number) for entry in entries] == [("R06", "1"), ("R06", "2")]
        assert "R06" not in registers_of(district.schools[0])
        with writing() as session:
            for school in district.schools:
                put_overseer(session, school, None)
        (told,) = kind_faults(district.office, an_office("Школа", kind=SchoolKind.SECONDARY))
        assert told.code == "office_has_entries"
    for number, entry in enumerate(entries, start=1):
        assert f"№~{number}" in text_of(app, entry.document_id or 0, district.office)


def test_a_registered_matrix_stays_as_it_was_told_whatever_the_schools_do_later(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    before = made_by(app, clerk, "M05", district.office)
    with app.app_context():
        (order,) = made(district.schools[0], "D04")
        register(district.schools[0], order.id)
        (queue,) = [item for item in waiting(district.office) if item.document.document == "M05"]
        by = replace(BY, at=datetime.now(UTC) + timedelta(days=1))
        entry = register_document(district.office, queue.document.id, RegistrationDetails(LATER, replaces=False), by)
    after = text_of(app, entry.document_id or 0, district.office)
    assert "нет данных" in after
    assert "№~1 ⏎" not in after, "the order came later"
    assert before.splitlines()[5:] == after.splitlines()[5:], "all but the day and the number"
    assert "№~1 ⏎ озн." in made_by(app, clerk, "M05", district.office)


def test_a_body_of_another_office_is_in_no_paper_and_gets_no_letter(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    assert "Чужая" not in made_by(app, clerk, "M05", district.office)
    page = clerk.page(f"/acts/{PACK_ID}/packet/M03")
    assert "Чужая" not in page.main
    path = f"/acts/{PACK_ID}/packet/M03"
    sent = page.values(page.form_to(path))
    refused = clerk.send(path, sent, {"answers-M03-организация": str(district.other_school), "action": "make"})
    assert "не выбрана организация, которой направляется письмо" in refused.text
    with app.app_context():
        assert not letters_made(district.office, school_pack(district.office, PACK_ID, TODAY))


def test_an_act_without_a_municipal_act_has_papers_too_and_an_ended_one_makes_none(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    with app.app_context():
        for body in (district.office, district.schools[0]):
            assign_act(body, "max-2026", date(2026, 11, 28), replace(BY, at=datetime(2026, 11, 28, tzinfo=UTC)))
    page = clerk.page("/district/papers/max-2026")
    assert "Данных за неделю ещё нет" in page.main
    path = "/district/papers/max-2026/M04"
    answer = clerk.send(path, page.values(page.form_to(path)), {})
    assert "Документ составлен" in answer.text
    with app.app_context():
        close_act(district.office, "max-2026", BY)
    ended = clerk.page("/district/papers/max-2026")
    assert not ended.root.xpath("//form[@method='post' and contains(@action,'/district/papers/')]")


def test_only_who_watches_opens_the_papers_and_an_office_below_is_seen_through(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    assert client_of(app, login_of(district.office, Role.SECRETARY)).get(PAPERS).status_code == 403
    assert client_of(app, login_of(district.office, Role.DISTRICT)).get(PAPERS).status_code == 200
    with app.app_context(), writing() as session:
        put_overseer(session, district.other_office, district.office)
    assert "МБОУ~«Чужая СОШ»" in made_by(app, clerk, "M05", district.office)
