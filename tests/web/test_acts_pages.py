"""Several acts in one school, by their pages."""

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask, g

from sferum_docs.services.packs import shelf
from sferum_docs.services.users.manage import Role
from sferum_docs.web.acts import place_address
from tests.district import SCHOOL_ROLES
from tests.second_acts import MINISTRY, REQUIREMENTS
from tests.web.conftest import client_of
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_access import a_user

SINCE = "2026-10-01"


@pytest.fixture
def at_hand(app: Flask, second_acts: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two more packs, taken in here."""
    monkeypatch.setattr(shelf, "LOOK", 0)
    folder = Path(app.instance_path) / "packs"
    shutil.copytree(second_acts, folder)
    return folder


@pytest.fixture
def three_acts(demonstration: SchoolClient, at_hand: Path) -> SchoolClient:
    """The demonstration school with three acts in work."""
    assert at_hand
    for pack in (MINISTRY, REQUIREMENTS):
        assert "назначен с 01.10.2026" in assign(demonstration, pack).main
    choose_responsible(demonstration)
    return demonstration


def choose_responsible(client: SchoolClient) -> None:
    """Somebody else of the staff for each role that nobody holds yet."""
    page = client.page("/responsible")
    empty = [select for select in page.form().xpath(".//select") if not select.value]
    chosen = {str(select.get("name")): str(select.value_options[-1 - place]) for place, select in enumerate(empty)}
    client.send("/responsible", page.values(), chosen, action="save")


def assign(client: SchoolClient, pack: str, since: str = SINCE) -> Page:
    return client.fill("/acts", {"pack": pack, "since": since})


def change(client: SchoolClient, pack: str, action: str, **typed: str) -> Page:
    page = client.page("/acts")
    path = f"/acts/{pack}/state"
    return client.send(path, page.values(page.form_to(path)), dict(typed), action=action)


def make(client: SchoolClient, pack: str, *documents: str) -> Page:
    path = f"/acts/{pack}/packet"
    asked = client.fill(path, {"date": "2026-11-27", "documents": [*documents]}, action="refresh")
    return client.send(path, asked.values(), action="make")


MOVED = {
    "/packet": f"{ACT}/packet",
    "/packet?document=D04": f"{ACT}/packet?document=D04",
    "/packet/D04?basis=1&keep=1": f"{ACT}/packet/D04?basis=1&keep=1",
    "/packet.zip": f"{ACT}/packet.zip",
    "/documents/packet/print": f"{ACT}/documents/packet/print",
    "/documents/packet.pdf": f"{ACT}/documents/packet.pdf",
    "/directive": f"{ACT}/directive",
    "/evidence": f"{ACT}/evidence",
    f"/vocabulary?q={quote('школа')}": f"{ACT}/vocabulary?q={quote('школа')}",
    "/pack.zip": f"{ACT}/pack.zip",
    "/templates": f"{ACT}/templates",
    "/templates/D02": f"{ACT}/templates/D02",
    "/templates/D02/0/file": f"{ACT}/templates/D02/0/file",
    "/templates/add": f"{ACT}/templates/add",
    "/templates/D02/difference?was=0&now=1": f"{ACT}/templates/D02/difference?was=0&now=1",
    "/?show=attention": f"{ACT}?show=attention",
    "/": ACT,
}


@pytest.mark.parametrize("old", MOVED)
def test_an_address_of_the_time_of_one_act_leads_on(demonstration: SchoolClient, old: str) -> None:
    answer = demonstration.get(old)
    assert (answer.status_code, answer.location) == (302, MOVED[old])


@pytest.mark.parametrize("old", ["/packet", "/packet/D04", "/evidence", "/templates/D02"])
def test_a_form_sent_from_a_page_opened_before_reaches_its_new_place(demonstration: SchoolClient, old: str) -> None:
    answer = demonstration.post(old, data=demonstration.page(f"/acts/sferum-2023{old}").values())
    assert (answer.status_code, answer.location) == (307, f"{ACT}{old}"), "the browser sends it again as it was"


def test_with_one_act_nobody_sees_that_there_could_be_more(demonstration: SchoolClient) -> None:
    for path in ("/", "/documents", "/deadlines", "/register", "/search?q=план", f"{ACT}/packet", f"{ACT}/templates"):
        page = demonstration.page(path)
        assert "все акты" not in page.main
        assert not page.root.xpath("//select[@id='act'] | //nav[@aria-label='Акты']"), path


@pytest.mark.parametrize(
    "name", ["evil", "..", "%2e%2e", "..%2f..%2fetc", "SFERUM-2023", "ministry", "sferum-2023%00", "'--"]
)
def test_an_act_that_is_not_the_school_s_has_no_pages(demonstration: SchoolClient, at_hand: Path, name: str) -> None:
    assert at_hand
    for rest in ("", "/packet", "/directive", "/templates", "/evidence", "/packet.zip", "/pack.zip"):
        answer = demonstration.get(f"/acts/{name}{rest}", follow_redirects=True)
        assert answer.status_code == 404, rest
    values = demonstration.page(f"{ACT}/packet").values()
    for rest in ("/packet", "/evidence", "/state"):
        assert demonstration.post(f"/acts/{name}{rest}", data=values).status_code == 404, rest


def test_the_home_page_lists_the_acts_with_what_is_to_be_done_and_a_day_to_come(
    three_acts: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sferum_docs.web.head.home.today", lambda: date(2026, 11, 28))
    page = three_acts.page("/")
    shipped, ministry, demands = (
        " ".join(section.text_content().split())
        for section in page.root.xpath("//section[contains(@class,'act-today')]")
    )
    assert "Ждут подписи 4" in " ".join(re.sub(r"подписи(?=\d)", "подписи ", shipped).split())
    assert "17.10.2023" not in shipped, "what has passed is no day to come"
    lines = [" ".join(item.text_content().split()) for item in page.root.xpath("//section[@class='now']/ol/li")]
    assert lines[:2] == ["Сформируйте комплект документов Питание-2026: приказ № 415",
                         "Сформируйте комплект документов Сайт организации: требования"]  # fmt: skip
    assert lines[2].startswith("Распечатайте, подпишите и передайте секретарю 4 приказа")
    assert "Ближайший срок 30.11.2026 Срок п. 1.2 (2-й)" in " ".join(re.sub(r"срок(?=\d)", "срок ", ministry).split())
    assert "Ближайший срок—" in demands


def test_the_pages_of_a_second_act_speak_of_it_alone(three_acts: SchoolClient) -> None:
    make(three_acts, MINISTRY, "M01", "M02")
    for rest in (
        "",
        "/packet",
        "/packet/M01",
        "/directive",
        "/templates",
        "/templates/M01",
        "/evidence",
        "/vocabulary",
    ):
        page = three_acts.page(f"/acts/{MINISTRY}{rest}")
        assert page.status == 200, rest
        foreign = [link for link in page.links() if link.startswith(ACT + "/")]
        assert not [link for link in foreign if link not in {f"{ACT}{rest}", f"{ACT}/packet", f"{ACT}/templates"}], rest


def test_lists_of_the_school_hold_all_acts_and_can_be_narrowed_to_one(three_acts: SchoolClient) -> None:
    make(three_acts, MINISTRY, "M01")
    both = three_acts.page("/documents")
    assert {"О назначении", "Об организации горячего питания"} <= {
        words for words in ("О назначении", "Об организации горячего питания") if words in both.main
    }
    narrow = three_acts.page(f"/documents?act={MINISTRY}")
    assert "Об организации горячего питания" in narrow.main
    assert "О назначении" not in narrow.main
    assert "25.12.2026" in three_acts.page(f"/deadlines?act={MINISTRY}").main
    assert "17.10.2023" not in three_acts.page(f"/deadlines?act={MINISTRY}").main
    calendar = three_acts.get("/deadlines.ics").text
    assert "X-WR-CALNAME:Сроки школы" in calendar
    assert "UID:ministry-clause-1.2@" in calendar
    assert "UID:clause-" in calendar, "as calendars know them"


def register(client: SchoolClient, title: str, day: str) -> None:
    page = client.page("/register/new")
    rows = page.root.xpath("//*[self::tr or self::li][.//input[@name='documents']]")
    ticked = [str(row.xpath(".//input[@name='documents']/@value")[0]) for row in rows if title in row.text_content()]
    days = dict.fromkeys(("signed_on", "sure", "paper_day"), day)
    assert "Зарегистрировано" in client.send("/register/new", page.values(), {"documents": ticked, **days}).title


def register_both(client: SchoolClient) -> None:
    register(client, "О назначении", "2023-10-16")
    register(client, "горячего питания", "2026-11-27")


def test_the_register_is_one_for_all_acts_and_is_narrowed_to_one(three_acts: SchoolClient) -> None:
    make(three_acts, MINISTRY, "M01")
    register_both(three_acts)
    whole = three_acts.page("/register?year=all").main
    assert "Об организации горячего питания" in whole
    assert "О назначении" in whole
    narrow = three_acts.page(f"/register?year=all&act={MINISTRY}").main
    assert "Об организации горячего питания" in narrow
    assert "О назначении" not in narrow
    assert three_acts.page("/register?year=all&act=evil").main.count("О назначении") == whole.count("О назначении")
    found = three_acts.page(f"/search?q=организации&act={MINISTRY}")
    assert "Об организации горячего питания" in found.main
    assert "О назначении" not in three_acts.page(f"/search?q=назначении&act={MINISTRY}").main
    assert "исполн" in three_acts.page(f"/acts/{MINISTRY}").main
    assert three_acts.get(f"/register/R01.xlsx?act={MINISTRY}").status_code == 200


def test_an_ended_act_is_read_and_takes_no_form(three_acts: SchoolClient) -> None:
    make(three_acts, MINISTRY, "M01")
    typed = three_acts.page(f"/acts/{MINISTRY}/packet").values()
    template = three_acts.page(f"/acts/{MINISTRY}/templates/M01").values()
    assert "заменён другим" in change(three_acts, MINISTRY, "succeed", successor=REQUIREMENTS).main
    for rest in ("", "/packet", "/packet/M01", "/directive", "/templates/M01", "/evidence", "/packet.zip"):
        assert three_acts.get(f"/acts/{MINISTRY}{rest}").status_code == 200, rest
    assert "вместо него: Сайт организации" in three_acts.page(f"/acts/{MINISTRY}").main
    typed["date"] = "2026-11-28"
    refused = three_acts.send(f"/acts/{MINISTRY}/packet", typed, action="make")
    assert "Работа по акту «Питание-2026: приказ № 415» окончена" in refused.main
    assert refused.values()["date"] == "2026-11-28", "what was typed is not lost"
    assert refused.root.xpath("//button[@value='make'][@disabled]")
    file = {"file": (io.BytesIO(b"PK"), "M01.docx")}
    assert "окончена" in three_acts.send(f"/acts/{MINISTRY}/templates/M01", template, file).main
    listed = three_acts.page("/documents").main
    assert "работа по акту окончена" in listed
    assert "Об организации горячего питания" in listed
    assert "Питание-2026" in three_acts.page("/").main, "ended acts stand apart"
    change(three_acts, MINISTRY, "reopen")
    assert "Комплект готов" in make(three_acts, MINISTRY, "M01").main


def test_one_who_ends_an_act_over_another_s_decision_is_told(three_acts: SchoolClient) -> None:
    page = three_acts.page("/acts")
    path = f"/acts/{MINISTRY}/state"
    stale = page.values(page.form_to(path))
    change(three_acts, MINISTRY, "close")
    refused = three_acts.send(path, stale, {"successor": REQUIREMENTS}, action="succeed")
    assert "данные изменились" in refused.main
    assert "теперь «окончен" in refused.main


@pytest.mark.parametrize("role", sorted(SCHOOL_ROLES))
def test_acts_are_assigned_by_the_head_and_the_administrator(
    app: Flask, demonstration: SchoolClient, role: Role
) -> None:
    assert demonstration
    client = a_user(app, role)
    allowed = role is not Role.SECRETARY
    assert (client.get("/acts").status_code == 200) is allowed
    assert bool(client.page("/help").root.xpath("//a[@href='/acts']")) is allowed
    if not allowed:
        assert client.post("/acts", data={"pack": MINISTRY}).status_code == 403


@pytest.mark.parametrize("role", sorted(SCHOOL_ROLES))
def test_each_role_opens_the_pages_of_a_second_act_as_those_of_the_first(
    app: Flask, three_acts: SchoolClient, role: Role
) -> None:
    assert three_acts
    client = a_user(app, role)
    for rest in ("", "/packet", "/packet/{}", "/directive", "/evidence", "/templates", "/vocabulary", "/pack.zip"):
        first, second = (
            client.get(f"/acts/{pack}{rest.format(document)}").status_code
            for pack, document in (("sferum-2023", "D04"), (MINISTRY, "M01"))
        )
        assert first == second, rest


def test_a_pack_whose_folder_vanished_stops_its_own_pages_alone(three_acts: SchoolClient, at_hand: Path) -> None:
    make(three_acts, MINISTRY, "M01", "M02")
    register_both(three_acts)
    shutil.rmtree(at_hand / MINISTRY)
    assert "Комплекта «ministry» нет" in three_acts.page(f"/acts/{MINISTRY}").main
    for path in ("/", "/acts"):
        assert "Комплекта «ministry» нет" in three_acts.page(path).main, path
    for path in ("/documents", f"/documents?act={MINISTRY}"):
        page = three_acts.page(path)
        assert "нет на месте" in page.main
        assert "Об организации горячего питания" in page.main
    links = [
        link for link in three_acts.page(f"/documents?act={MINISTRY}").links() if re.fullmatch(r"/documents/\d+", link)
    ]
    assert links
    assert all(three_acts.get(path).status_code == 200 for path in (*links, *(f"{link}/file" for link in links)))
    entries = [link for link in three_acts.page("/register?year=all").links() if "/entries/" in link]
    whole = (
        "/register", "/register/new", "/register/other", "/register/unsigned", "/deadlines", "/deadlines.ics",
        "/search?q=питания", "/responsible", "/school", "/school/paper", "/pack", "/journal", "/verify", *entries,
    )  # fmt: skip
    assert [path for path in whole if three_acts.get(path).status_code != 200] == []


def zipped(folder: Path, change: Callable[[str, bytes], bytes] = lambda _name, content: content) -> io.BytesIO:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.glob("*")):
            if path.is_file():
                archive.writestr(path.name, change(path.name, path.read_bytes()))
    target.seek(0)
    return target


def hand_in(client: SchoolClient, file: io.BytesIO, **typed: str) -> Page:
    page = client.page("/pack")
    return client.send("/pack", page.values(page.form_to("/pack")), {"file": (file, "комплект.zip"), **typed})


def newer(name: str, content: bytes) -> bytes:
    if name != "pack.toml":
        return content
    text = content.decode().replace("утвердить план улучшения питания", "утвердить план и назначить комиссию")
    return text.replace("2026-12-25", "2026-12-28").encode()


@pytest.mark.usefixtures("app")
def test_a_pack_is_taken_in_assigned_at_once_and_replaced_when_its_changes_were_seen(
    demonstration: SchoolClient, second_acts: Path
) -> None:
    taken = hand_in(demonstration, zipped(second_acts / MINISTRY), assign="y", since=SINCE)
    assert "принят" in taken.main
    assert "назначен" in taken.main
    choose_responsible(demonstration)
    make(demonstration, MINISTRY, "M01")
    (before,) = [link for link in demonstration.page(f"/documents?act={MINISTRY}").links() if link.endswith("/file")]
    made = demonstration.get(before).data
    seen = hand_in(demonstration, zipped(second_acts / MINISTRY, newer))
    assert "Новая редакция комплекта ministry" in seen.main
    assert "утвердить план улучшения питания" in seen.main
    assert "утвердить план и назначить комиссию" in seen.main
    assert "28.12.2026" in seen.main
    assert "25.12.2026" in demonstration.page(f"/acts/{MINISTRY}").main, "nothing is changed by looking"
    path = f"/packs/{MINISTRY}/replace"
    assert "заменён" in demonstration.send(path, seen.values()).main
    assert "28.12.2026" in demonstration.page(f"/acts/{MINISTRY}").main, "at once, without a restart"
    assert demonstration.get(before).data == made, "what was made stays"
    again = demonstration.send(path, seen.values())
    assert "данные изменились" in again.main


def test_a_pack_is_taken_in_though_the_day_of_its_act_does_not_fit(
    demonstration: SchoolClient, second_acts: Path
) -> None:
    page = hand_in(demonstration, zipped(second_acts / MINISTRY), assign="y", since="2001-01-01")
    assert "принят" in page.main
    assert "Акт пока не назначен. Работать по акту можно начать не раньше" in page.main


def test_a_pack_that_nobody_used_is_taken_away_and_one_in_use_is_not(
    three_acts: SchoolClient, at_hand: Path, second_acts: Path
) -> None:
    csrf = {"csrf_token": three_acts.page("/pack").values()["csrf_token"]}
    assert not (at_hand / MINISTRY).exists(), "what lay in the folder is in the database"
    for name, why in ((MINISTRY, "работают или работали"), ("sferum-2023", "не принимали"), ("нет", "не принимали")):
        refused = Page(three_acts.post(f"/packs/{name}/remove", data=csrf))
        assert why in " ".join(refused.faults), name
    shutil.copytree(second_acts / MINISTRY, at_hand / "school-meals")
    description = at_hand / "school-meals" / "pack.toml"
    description.write_text(
        description.read_text(encoding="utf-8").replace('"ministry"', '"school-meals"', 1), encoding="utf-8"
    )
    page = three_acts.page("/pack")
    path = "/packs/school-meals/remove"
    assert "убран" in three_acts.send(path, page.values(page.form_to(path))).main
    assert "school-meals" not in three_acts.page("/pack").main
    assert MINISTRY in three_acts.page("/pack").main


def test_a_file_of_a_shipped_pack_is_laid_over_and_replaces_nothing(demonstration: SchoolClient, app: Flask) -> None:
    exported = io.BytesIO(demonstration.get(f"{ACT}/pack.zip").data)
    page = hand_in(demonstration, exported)
    assert "Шаблонов без отличий" in page.main
    assert not (Path(app.instance_path) / "packs" / "sferum-2023").exists()


def test_a_first_start_with_several_packs_asks_by_which_to_show_the_example(empty: SchoolClient, at_hand: Path) -> None:
    assert at_hand
    start = empty.page("/")
    assert "Питание-2026: приказ № 415" in start.main
    shown = empty.send("/start/demonstration", start.values(start.form_to("/start/demonstration")), {"act": MINISTRY})
    assert "№ 415" in shown.title


def test_a_school_begun_with_several_packs_is_led_to_choose(app: Flask, client: SchoolClient, at_hand: Path) -> None:
    assert at_hand
    change(client, "sferum-2023", "close")
    page = client.page("/")
    assert "не работает ни по одному акту" in page.main
    assert client_of(app).page("/packet").status == 200


@pytest.mark.parametrize(
    ("place", "led"),
    [
        ("packet#documents-M01", f"/acts/{MINISTRY}/packet#documents-M01"),
        ("packet#documents", f"/acts/{MINISTRY}/packet#documents"),
        ("staff#staff-0-name", "/staff#staff-0-name"),
        ("responsible#food", "/responsible#food"),
    ],
)
def test_what_is_missing_leads_to_the_packet_of_the_act_at_hand(app: Flask, place: str, led: str) -> None:
    """An address without an act leads to the first one, whose packet has no such document."""
    with app.test_request_context(f"/acts/{MINISTRY}"):
        g.act = MINISTRY
        assert place_address(place) == led
