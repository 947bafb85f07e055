"""Every address that adds something: its button pressed twice, or its form sent from two tabs, makes one thing."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from sferum_docs.web.forms.changing import Kind, change_of
from tests.acts_reader.drafts import PRINTED
from tests.docengine.word import word
from tests.made_signatures import signature
from tests.registering import PDF, ROOT
from tests.web.conftest import PASSWORD, Deed
from tests.web.desk import register_two
from tests.web.indicator_weeks import two_weeks
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_changing import (
    ENTRY,
    POSTS,
    a_mail_server,
    a_registered_order,
    a_scan,
    an_entry,
    everything,
    nothing,
    send,
    somebody,
    views,
)

TODAY = datetime.now().astimezone().date().isoformat()
TOMORROW = (datetime.now().astimezone().date() + timedelta(days=1)).isoformat()
OLD = "№\tДата\tЗаголовок\n1-ОД\t09.01.2019\tО режиме\n"
OTHER = PDF + b"\n"
OWN_WORDS = "совсем другие пять слов рядом"


@dataclass(frozen=True)
class Twice:
    """A form sent twice as it stands on one page: what is typed, the files, what was there before.

    `told` is what the second answer says when it is refused; `keeps` is off where the first keeps nothing either.
    """

    page: str
    typed: dict[str, str | list[str]] = field(default_factory=dict)
    chosen: Callable[[Page], dict[str, list[str]]] = lambda _page: {}
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    before: Deed = nothing
    path: str = ""
    told: str = ""
    keeps: bool = True
    renews: bool = False  # the second stands in place of the first
    status: int = 200


def mail_and_an_order(client: SchoolClient) -> None:
    a_mail_server(client)
    an_entry(client)


def linked(client: SchoolClient) -> None:
    register_two(client)
    send(client, ENTRY, f"{ENTRY}/links", {"link_number": "2", "link_kind": "see_also", "link_register": "R01"})


def held(client: SchoolClient) -> None:
    client.fill("/register/held", {"register": "R01", "day": TOMORROW, "purpose": "поездка"})


def a_token(client: SchoolClient) -> None:
    client.fill("/tokens", {"name": "1С", "days": "90", "scopes": ["school:read"]})


def turned_off(client: SchoolClient) -> None:
    somebody(client)
    send(client, "/users", "/users/2/off", {})


def a_table(client: SchoolClient) -> None:
    client.fill("/register/R01/import", {"text": OLD}, action="paste")


def a_table_taken(client: SchoolClient) -> None:
    a_table(client)
    client.fill("/register/R01/import/1/check", {"goes_on": "yes"})


SIGNED = signature(PDF)


def waiting_scans(client: SchoolClient) -> None:
    an_entry(client)
    page = client.page("/register/R01/scans")
    path = "/register/R01/scans"
    client.send(path, page.values(page.form_to(path)), {"scans": (io.BytesIO(OTHER), "Приказ № 1.pdf")})


def a_signature(client: SchoolClient) -> None:
    an_entry(client)
    page, path = client.page(ENTRY), f"{ENTRY}/electronic"
    sent = {"signature": (io.BytesIO(SIGNED), "приказ.sig"), "signed_file": (io.BytesIO(PDF), "приказ.pdf")}
    client.send(path, page.values(page.form_to(path)), sent)


def a_signed_order(client: SchoolClient) -> None:
    an_entry(client)
    page, path = client.page(ENTRY), f"{ENTRY}/electronic"
    sent = {"signature": (io.BytesIO(signature(client.get(f"{ENTRY}/file").data)), "приказ.sig")}
    client.send(path, page.values(page.form_to(path)), sent)


def an_approved_order(client: SchoolClient) -> None:
    register_two(client)
    page = client.page("/site")
    ticks = dict.fromkeys(page.root.xpath("//input[starts-with(@name, 'approved-')]/@name"), "y")
    client.send("/site", page.values(page.form_to("/site")), ticks)


def refused(client: SchoolClient) -> None:
    an_entry(client)
    typed: dict[str, str | list[str]] = {"people": ["1"], "day": "2023-10-17", "witness_1": "Ким", "witness_2": "Цой"}
    send(client, ENTRY, f"{ENTRY}/refusal", typed)


def an_own_template(client: SchoolClient) -> bytes:
    return bytes(client.get(f"{ACT}/templates/D07/0/file").data)


INDICATORS, SHEETS = f"{ACT}/indicators/import", "/acts/<pack>/indicators/import"
SHEET = (
    "Сферум. Неделя 16.10.2023–22.10.2023\n"
    "Организация\tУчителей всего\tУчителей зарегистрировано в Сферум\n"
    "МКОУ «Верхнереченская СОШ № 1»\t35\t14\nМКОУ «Заречная ООШ»\t12\t8\n"
)


def a_sheet(client: SchoolClient) -> None:
    client.fill(INDICATORS, {"text": SHEET}, action="paste")


def a_sheet_written(client: SchoolClient) -> None:
    a_sheet(client)
    client.fill(f"{INDICATORS}/1", action="next")
    client.fill(f"{INDICATORS}/1/changes")


PAPER: dict[str, str | list[str]] = {"title": "О графике", "signed_on": TODAY, "register": "R01"}
ONCE: dict[str, Twice] = {
    "/acts/read": Twice("/acts/read", {"text": PRINTED}),
    "/theme": Twice("/help", {"theme": "dark"}, keeps=False),
    "/password": Twice("/password", {"current": PASSWORD, "new": OWN_WORDS, "again": OWN_WORDS}, status=400),
    "/users": Twice(
        "/users", {"name": "Ким Олег Юрьевич", "login": "ким", "roles": ["secretary"]}, told="уже занято"
    ),
    "/tokens": Twice("/tokens", {"name": "1С", "days": "90", "scopes": ["school:read"]}, told="уже действует"),
    "/tokens/<int:token_id>/revoke": Twice("/tokens", before=a_token, path="/tokens/1/revoke"),
    "/users/<int:user_id>/off": Twice("/users", before=somebody, path="/users/2/off"),
    "/users/<int:user_id>/on": Twice("/users", before=turned_off, path="/users/2/on"),
    "/acts/<pack>/templates/<document>": Twice(
        f"{ACT}/templates/D04", {"comment": "правка"}, files={"file": ("приказ.docx", word("текст"))},
        path=f"{ACT}/templates/D04"
    ),
    "/register/entries/<int:entry_id>/scans": Twice(
        ENTRY, files={"file": ("скан.pdf", OTHER)}, before=an_entry, told="уже приложен"
    ),
    "/register/entries/<int:entry_id>/mail": Twice(
        f"{ENTRY}/mail", {"receivers": "uo@raion.ru", "files": ["docx"], "action": "send"}, before=mail_and_an_order,
        path=f"{ENTRY}/mail",
    ),
    "/acts/<pack>/evidence": Twice(
        f"{ACT}/evidence", {"row": "0"}, files={"file": ("акт.pdf", PDF)}, told="уже приложен"
    ),
    "/register/entries/<int:entry_id>/people": Twice(
        ENTRY, chosen=lambda page: {"worker": page.root.xpath("//select[@name='worker']/option/@value")[-1:]},
        before=an_entry,
    ),
    f"{SHEETS}": Twice(INDICATORS, {"text": SHEET, "action": "paste"}),
    f"{SHEETS}/<int:upload_id>": Twice(
        f"{INDICATORS}/1", {"action": "next"}, before=a_sheet, path=f"{INDICATORS}/1", renews=True
    ),
    f"{SHEETS}/<int:upload_id>/changes": Twice(
        f"{INDICATORS}/1/changes", before=a_sheet, path=f"{INDICATORS}/1/changes", told="уже внесены"
    ),
    f"{SHEETS}/<int:upload_id>/drop": Twice(INDICATORS, before=a_sheet, path=f"{INDICATORS}/1/drop"),
    f"{SHEETS}/<int:upload_id>/undo": Twice(
        INDICATORS, before=a_sheet_written, path=f"{INDICATORS}/1/undo", told="уже отменено"
    ),
    f"{SHEETS}/forget-name": Twice(
        INDICATORS, before=a_sheet_written, path=f"{INDICATORS}/forget-name"
    ),
    "/register/<book_id>/import": Twice("/register/R01/import", {"text": OLD, "action": "paste"}),
    "/register/<book_id>/import/<int:import_id>/check": Twice(
        "/register/R01/import/1/check", {"goes_on": "yes"}, before=a_table, told="Эта таблица уже внесена"
    ),
    "/register/<book_id>/import/<int:import_id>/drop": Twice("/register/R01/import", before=a_table),
    "/register/<book_id>/import/<int:import_id>/undo": Twice("/register/R01/import", before=a_table_taken),
    "/register/entries/<int:entry_id>/links": Twice(
        ENTRY, {"link_number": "2", "link_kind": "see_also", "link_register": "R01"}, before=register_two,
        told="уже так связаны",
    ),
    "/register/entries/<int:entry_id>/links/remove": Twice(ENTRY, {"link": "1"}, before=linked),
    "/register/held": Twice(
        "/register/held", {"register": "R01", "day": TOMORROW, "purpose": "поездка"}, told="уже зарезервирован № 1"
    ),
    "/register/entries/<int:entry_id>/fill": Twice(
        ENTRY, {"fill_title": "О поездке", "fill_day": TODAY}, before=held, told="уже не зарезервирован"
    ),
    "/register/<book_id>/scans": Twice(
        "/register/R01/scans", files={"scans": ("1.pdf", PDF)}, before=an_entry, renews=True
    ),
    "/register/<book_id>/scans/confirm": Twice("/register/R01/scans", before=waiting_scans),
    "/register/entries/<int:entry_id>/electronic": Twice(
        ENTRY, files={"signature": ("приказ.sig", SIGNED), "signed_file": ("приказ.pdf", PDF)}, before=an_entry,
        told="уже приложен"
    ),
    "/register/entries/<int:entry_id>/electronic/withdraw": Twice(
        ENTRY, {"which_signature": "2", "signature_reason": "не та"}, before=a_signature, told="уже снята"
    ),
    "/register/entries/<int:entry_id>/electronic/copy": Twice(
        ENTRY, {"signature_checked": "y"}, before=a_signed_order
    ),
    "/site/archive": Twice("/site", before=an_approved_order),
    "/scans/<int:evidence_id>/withdraw": Twice(
        "/scans/1/about", {"reason": "не тот приказ"}, before=a_scan, told="снят"
    ),
    "/register/entries/<int:entry_id>/acts/<int:refusal_id>": Twice(ENTRY, before=refused, keeps=False),
    "/register/entries/<int:entry_id>/sheet": Twice(ENTRY, before=an_entry, keeps=False),
    "/register/unsigned": Twice("/register/unsigned", {"line": ["1"], "day": "2023-10-18"}, before=an_entry),
    "/register/other": Twice("/register/other", PAPER, told="уже записан под № 1"),
    "/register/new": Twice("/register/new", {"signed_on": "2023-10-16", "documents": ["1"]}, told="уже под № 1"),
    "/acts/<pack>/indicators/<monday>/papers/<document>": Twice(
        f"{ACT}/indicators/2023-10-23", before=two_weeks, path=f"{ACT}/indicators/2023-10-23/papers/D15"
    ),
    "/documents/<int:document_id>/sign": Twice("/documents/1"),
    "/register/entries/<int:entry_id>/copy": Twice(ENTRY, before=a_registered_order, keeps=False),
    "/register/entries/<int:entry_id>/extract": Twice(
        ENTRY, {"points": ["1"]}, before=a_registered_order, keeps=False
    ),
    "/register/settings/registers/<register_id>/state": Twice(
        "/register/settings/registers/R03", {"action": "close"}, path="/register/settings/registers/R03/state"
    ),
}  # fmt: skip
# what needs more than a form sent again, and the test that holds it
HELD_BY = {
    "/district/bulk/": "tests/web/test_district_bulk.py test_a_form_sent_twice_begins_one_job_and_bodies_may_be_ticked",
    "/district/invitations": "tests/web/test_district_inviting.py test_a_second_press_makes_no_second_set",
    "/district/import": "tests/web/test_district_import.py "
    "test_two_clerks_at_once_write_once_and_see_only_their_own_files",
    "/district/import/<int:upload_id>": "tests/web/test_district_import.py "
    "test_a_fault_stands_at_its_cell_a_question_is_answered_and_remembered",
    "/district/import/<int:upload_id>/changes": "tests/web/test_district_import.py "
    "test_two_clerks_at_once_write_once_and_see_only_their_own_files",
    "/district/import/<int:upload_id>/drop": "tests/web/test_district_import.py "
    "test_two_clerks_at_once_write_once_and_see_only_their_own_files",
    "/district/import/<int:upload_id>/undo": "tests/web/test_district_import.py "
    "test_from_files_to_bodies_with_their_staff",
    "/district/import/forget/<signature>": "tests/web/test_district_import.py "
    "test_a_fault_stands_at_its_cell_a_question_is_answered_and_remembered",
    "/district/jobs/<int:job>/cancel": "tests/web/test_jobs_page.py test_two_clerks_see_the_same_and_stop_it_once",
    "/district/jobs/<int:job>/retry": "tests/store/test_jobs.py "
    "test_what_was_mended_is_taken_up_again_and_nothing_is_done_twice",
    "/district/matrix/<act>/ranking": "tests/web/test_matrix_pages.py "
    "test_places_are_shown_only_where_the_office_has_switched_them_on",
    "/district/matrix/<act>/refresh": "tests/web/test_matrix_pages.py "
    "test_what_waits_is_worked_out_by_one_job_however_often_it_is_asked_for",
    "/district/giving/<name>": "tests/web/test_giving_pages.py "
    "test_an_act_given_twice_is_given_once_and_what_a_school_has_stays",
    "/district/giving/<name>/templates/<document>": "tests/web/test_giving_pages.py "
    "test_a_newer_proposal_takes_the_place_of_one_that_nobody_answered",
    "/district/giving/<name>/templates/<document>/withdraw": "tests/web/test_giving_pages.py "
    "test_what_was_taken_back_can_neither_be_accepted_nor_refused",
    "/district/papers/<pack>/<document>": "tests/web/test_office_papers.py test_a_paper_pressed_twice_is_made_once",
    "/district/papers/<pack>/letters": "tests/web/test_office_papers.py "
    "test_letters_go_to_those_whom_they_concern_each_with_its_own_number_and_never_twice",
    "/district/schools/new": "tests/web/test_district_schools.py "
    "test_a_body_is_added_by_hand_once_and_belongs_to_the_office",
    "/acts/<pack>/indicators/import/forget/<signature>": "tests/web/test_indicator_import.py "
    "test_what_is_remembered_is_seen_and_forgotten",
    "/acts/read/<int:draft_id>/touched": "tests/web/test_acts_reading_pages.py "
    "test_an_act_that_changes_another_is_noted_with_it_once",
    "/setup": "tests/store/test_writers_at_once.py test_an_installation_is_claimed_once",
    "/start/demonstration": "tests/web/test_first_run.py test_the_demonstration_never_replaces_a_real_school",
    "/users/<int:user_id>/unlock": "tests/web/test_sign_in.py "
    "test_the_administrator_sees_who_is_locked_and_lets_them_in",
    "/sign-out": "tests/web/test_sign_in.py test_a_copied_cookie_is_worth_nothing_after_signing_out",
    "/pack": "tests/services/test_pack_file.py test_a_pack_is_not_taken_in_twice",
    "/packs/<name>/remove": "tests/web/test_acts_pages.py "
    "test_a_pack_that_nobody_used_is_taken_away_and_one_in_use_is_not",
    "/acts": "tests/services/test_acts.py test_an_act_is_not_assigned",
    "/documents/<int:document_id>/returned": "tests/services/test_return_document.py "
    "test_bytes_that_are_known_are_no_new_version",
    "/documents/<int:document_id>/withdraw": "tests/services/test_return_document.py "
    "test_a_wrong_version_is_withdrawn_and_the_one_before_is_the_newest_again",
    "/drafts/<page>": "tests/web/test_drafts.py test_one_s_draft_is_nobody_else_s",
    "/site/taken-down": "tests/web/test_site_pages.py test_an_order_that_lost_its_force_is_to_be_taken_down",
    "/register/entries/<int:entry_id>/electronic/restore": "tests/web/test_electronic_pages.py "
    "test_a_signature_is_taken_back_with_a_reason_and_given_back",
    "/drafts/<page>/drop": "tests/web/test_drafts.py test_a_draft_can_be_thrown_away",
    "/documents/<int:document_id>/send-back": "tests/web/test_sent_twice.py test_a_draft_is_sent_back_once",
    "/documents/outdated": "tests/web/test_outdated_page.py "
    "test_a_saving_says_what_is_outdated_and_why_and_one_button_mends_it",
    "/people/<int:change_id>/data/file": "tests/web/test_people_pages.py "
    "test_what_is_kept_of_a_person_is_given_and_erased_where_the_law_allows",
    "/people": "tests/web/test_people_pages.py test_two_clerks_begin_one_leaving",
    "/people/<int:change_id>/papers": "tests/web/test_people_pages.py "
    "test_who_leaves_hands_over_and_the_order_does_it_when_it_is_registered",
    "/acts/<pack>/packet": "tests/web/test_sent_twice.py test_a_packet_made_twice_waits_once",
    "/acts/<pack>/packet/<document>": "tests/web/test_sent_twice.py test_a_packet_made_twice_waits_once",
    "/acts/<pack>/templates/add": "tests/web/test_sent_twice.py test_an_own_document_added_twice_is_one",
    "/reminders": "tests/web/test_mail_pages.py test_a_person_says_where_to_be_reminded",
    "/mail/check": "tests/web/test_mail_pages.py test_the_server_is_set_and_checked",
    "/register/mail/<int:letter_id>/<int:delivery_id>": "tests/web/test_mail_pages.py "
    "test_a_letter_that_waits_is_cancelled_and_sent_after_all",
    "/backup": "tests/web/test_sent_twice.py test_each_press_makes_a_copy_that_the_list_tells_by_its_time",
}


def test_every_form_that_adds_is_sent_twice(app: Flask) -> None:
    with app.app_context():
        changes = {rule: change_of(endpoint) for rule, endpoint in views(app).items()}
    adding = {rule for rule, change in changes.items() if change and change.kind in {Kind.CREATES, Kind.REPEATS}}
    assert adding == {*ONCE, *HELD_BY}, "a new form that adds needs its line in ONCE"


@pytest.mark.parametrize("rule", HELD_BY)
def test_what_holds_the_others_is_there(rule: str) -> None:
    file, name = HELD_BY[rule].split()
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_a_packet_made_twice_waits_once(demonstration: SchoolClient) -> None:
    sent = demonstration.page(f"{ACT}/packet?document=D04").values()
    waiting = []
    for _press in range(2):
        assert "Комплект готов: 1 документ" in demonstration.send(f"{ACT}/packet", sent, action="make").main.replace(
            "\u00a0", " "
        )
        waiting.append(len(demonstration.page("/register/new").root.xpath("//input[@name='documents']")))
    assert waiting[0] == waiting[1], "the second is a new version of the same paper: the one before waits no more"


def test_a_draft_is_sent_back_once(app: Flask, demonstration: SchoolClient) -> None:
    token = demonstration.page("/register/new").values()["csrf_token"]
    send(demonstration, "/documents/1", "/documents/1/sign", {})
    data = {"csrf_token": token, "remark-1": "не та дата"}
    demonstration.post("/documents/1/send-back", data=data)
    kept = everything(app)
    again = Page(demonstration.post("/documents/1/send-back", data={**data, "remark-1": "x"}, follow_redirects=True))
    assert "уже возвращён директору" in again.text
    assert everything(app) == kept, "the first remark stays"


def test_an_own_document_added_twice_is_one(app: Flask, demonstration: SchoolClient) -> None:
    file = an_own_template(demonstration)
    sent = demonstration.page(f"{ACT}/templates/add").values()
    typed = {"title": "О дежурстве учителей", "kind": "приказ", "clause-1.8": "carries_out"}
    for place, (key, kind) in enumerate([("день_анализа", "text"), ("час_анализа", "text"), ("первый_анализ", "date")]):
        typed |= {f"questions-{place}-label": key, f"questions-{place}-key": key, f"questions-{place}-kind": kind}
    typed |= {"questions-0-default": "пятницам", "questions-1-default": "15:00", "questions-2-default": "5"}
    answers = [
        demonstration.send(f"{ACT}/templates/add", sent, {**typed, "file": (io.BytesIO(file), "дежурство.docx")}).main
        for _press in range(2)
    ]
    assert "Документ S01 сохранён" in answers[0], answers[0]
    assert "уже добавлен: S01" in answers[1]
    assert len(everything(app)["own_document"]) == 1


def test_each_press_makes_a_copy_that_the_list_tells_by_its_time(demonstration: SchoolClient) -> None:
    sent = demonstration.page("/backup").values()
    for _press in range(2):
        assert "Копия готова" in demonstration.send("/backup", sent).main
    names = demonstration.page("/backup").root.xpath("//main//a[contains(@href, '.zip')]/@href")
    assert len(set(names)) == len(names) > 0


def test_another_paper_with_the_same_words_is_entered_when_it_is_said(demonstration: SchoolClient) -> None:
    demonstration.fill("/register/other", PAPER)
    asked = demonstration.fill("/register/other", PAPER)
    assert "уже записан под № 1" in asked.beside("title")
    assert "Записано под № 2" in demonstration.send("/register/other", asked.values(), {"another": "y"}).main


@pytest.mark.parametrize("rule", ONCE)
def test_a_form_sent_twice_makes_one_thing(app: Flask, begin_after: Callable[[Deed], SchoolClient], rule: str) -> None:
    asked = ONCE[rule]
    demonstration = begin_after(asked.before)
    path = asked.path or POSTS[rule]
    shown = demonstration.page(asked.page)
    leading = [
        form for form in shown.root.xpath("//form") if path in {form.get("action"), *form.xpath(".//@formaction")}
    ]
    sent = shown.values(leading[0] if leading else shown.form())
    begun, statuses = everything(app), list[int]()

    def press() -> str:
        files: dict[str, Any] = {name: (io.BytesIO(data), title) for name, (title, data) in asked.files.items()}
        data = {**{name: sent.getlist(name) for name in sent}, **asked.typed, **asked.chosen(shown), **files}
        answer = demonstration.post(path, data=data, content_type="multipart/form-data", follow_redirects=True)
        statuses.append(answer.status_code)
        return answer.get_data(as_text=True).replace("\u00a0", " ") if answer.mimetype == "text/html" else ""

    first = press()
    kept = everything(app)
    assert "Ошибка: " not in first, "the first is taken"
    assert (kept != begun) == asked.keeps
    second = press()
    again = everything(app)
    changed = {name: rows for name, rows in again.items() if rows != kept[name]}
    assert [name for name, rows in changed.items() if not asked.renews or len(rows) != len(kept[name])] == []
    assert statuses == [200, asked.status]
    assert asked.told in second
