import io
import re
import zipfile
from urllib.parse import unquote

import pytest
from werkzeug.datastructures import MultiDict

from sferum_docs.services.packs.choose import find_pack
from tests.builders import PACK_ID
from tests.databases import absent
from tests.edited import mended, misspelt, shipped, without_clause
from tests.services.test_obligations import NUMBER, finished
from tests.web.pages import ACT, Page, SchoolClient

DESK = [
    f"{ACT}/templates",
    f"{ACT}/templates/D02",
    f"{ACT}/vocabulary",
    "/backup",
    "/doctor",
    f"{ACT}/templates/D02/difference",
    f"{ACT}/templates/add",
    "/pack",
]


def upload(client: SchoolClient, data: bytes, document: str = "D02", comment: str = "правка") -> Page:
    values = client.page(f"{ACT}/templates/{document}").values()
    return client.send(
        f"{ACT}/templates/{document}",
        values,
        {"comment": comment, "file": (io.BytesIO(data), "приказ.docx")},
    )


def decide(client: SchoolClient, page: Page, action: str, **typed: str) -> Page:
    values = {
        name: page.root.xpath(f"//main//form[@method='post']//input[@name='{name}']/@value")
        for name in ("csrf_token", "edit_token", "day", "reason")
    }
    data = {name: found[0] if found else "" for name, found in values.items()}
    answer = client.post(page.response.request.path, data={**data, **typed, "action": action}, follow_redirects=True)
    return Page(answer)


@pytest.mark.parametrize("path", DESK)
def test_every_page_of_the_desk_opens(client: SchoolClient, path: str) -> None:
    assert client.page(path).status == 200


def test_the_list_shows_every_template_with_its_version_and_state(client: SchoolClient) -> None:
    page = client.page(f"{ACT}/templates")
    assert len(page.root.xpath("//tbody/tr")) == len(find_pack(PACK_ID).documents)
    assert page.main.count("в порядке") == len(find_pack(PACK_ID).documents)


def test_a_shipped_template_is_downloaded_as_it_is(client: SchoolClient) -> None:
    answer = client.get(f"{ACT}/templates/D02/0/file")
    assert answer.data == shipped()
    assert "D02 приказ, версия из поставки.docx" in unquote(answer.headers["Content-Disposition"])


def test_a_broken_template_is_reported_place_by_place_and_cannot_be_put_in_force(client: SchoolClient) -> None:
    page = upload(client, misspelt(shipped()))
    assert page.response.request.path == f"{ACT}/templates/D02/1"
    assert "Включить нельзя" in page.main
    assert "дириктор" in page.main
    assert "директор" in page.main
    assert not page.root.xpath("//button[@value='now']")
    assert "Действующая" not in page.root.xpath("string(//h2[@id='looks-title'])")
    refused = decide(client, page, "now")
    assert refused.faults
    assert "Включить нельзя" in refused.faults[0]


def test_the_annotated_copy_bears_the_mistakes_as_comments(client: SchoolClient) -> None:
    upload(client, misspelt(shipped()))
    answer = client.get(f"{ACT}/templates/D02/1/annotated")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert "дириктор" in archive.read("word/comments.xml").decode()


def test_a_file_that_is_no_word_document_is_refused_beside_its_field(client: SchoolClient) -> None:
    page = upload(client, b"%PDF-1.7")
    assert "PDF" in page.beside("file")
    assert "Версия 1" not in page.main


def test_a_finished_order_is_refused_with_its_number_and_the_way_out(client: SchoolClient) -> None:
    page = upload(client, finished("D02"))
    assert "Включить нельзя: 1" in page.main.replace("\u00a0", " ")
    assert f"Это готовый документ (приказ № {NUMBER} от" in page.main.replace("\u00a0", " ")
    assert f"{ACT}/templates/D02/0/file" in page.links()
    assert not page.root.xpath("//button[@value='now']")


def test_the_right_template_is_put_in_force_and_taken_back_in_one_click(client: SchoolClient) -> None:
    page = decide(client, upload(client, mended(shipped())), "now")
    assert "Действует версия 1" in page.main
    assert client.get(f"{ACT}/templates/D02/1/file").data == mended(shipped())
    (form,) = page.root.xpath("//form[contains(@action, '/return')]")
    sent = {item.get("name"): item.get("value") for item in form.xpath(".//input")}
    back = Page(client.post(form.get("action"), data=sent, follow_redirects=True))
    assert "Снова действует версия из поставки" in back.main
    assert "Версия 1" in back.main


def test_a_lost_clause_is_named_and_needs_a_reason(client: SchoolClient) -> None:
    page = upload(client, without_clause(shipped(), "п_3"))
    assert "больше не выполняет п. 3" in " ".join(page.main.split())
    refused = decide(client, page, "now")
    assert "reason" in " ".join(refused.root.xpath("//section[@role='alert']//a/@href"))
    taken = decide(client, refused, "now", reason="контроль возложен другим приказом")
    assert "контроль возложен другим приказом" in taken.main


def test_a_version_is_appointed_for_a_day_and_that_is_told(client: SchoolClient) -> None:
    page = decide(client, upload(client, mended(shipped())), "later", day="01.12.2999")
    assert "С 01.12.2999 начнёт действовать версия 1" in page.main
    assert "с 01.12.2999 — другая" in client.page(f"{ACT}/templates").main


@pytest.mark.parametrize("day", ["", "31.02.2027", "01.01.2020"])
def test_an_impossible_day_is_told_beside_its_field(client: SchoolClient, day: str) -> None:
    refused = decide(client, upload(client, mended(shipped())), "later", day=day)
    assert refused.beside("day")


def test_a_rejected_version_stays_in_the_history(client: SchoolClient) -> None:
    page = decide(client, upload(client, mended(shipped())), "reject")
    assert "отклонена" in page.main
    assert client.get(f"{ACT}/templates/D02/1/file").status_code == 200


def test_a_rejected_version_is_deleted_from_its_page(client: SchoolClient) -> None:
    page = decide(client, upload(client, mended(shipped())), "reject")
    (form,) = page.root.xpath("//form[contains(@action, '/remove')]")
    sent = {item.get("name"): item.get("value") for item in form.xpath(".//input")}
    done = Page(client.post(form.get("action"), data=sent, follow_redirects=True))
    assert "Удалён файл: версия 1" in done.main
    assert client.get(f"{ACT}/templates/D02/1").status_code == 404
    refused = decide(client, upload(client, mended(shipped())), "reject")
    assert not refused.root.xpath("//button[@value='now']")


def test_nothing_is_kept_when_no_file_is_chosen(client: SchoolClient) -> None:
    page = client.send(f"{ACT}/templates/D02", client.page(f"{ACT}/templates/D02").values(), {})
    assert page.beside("file")
    assert "Версия 1" not in page.main


def test_the_changed_words_are_marked(client: SchoolClient) -> None:
    upload(client, mended(shipped()))
    page = client.page(f"{ACT}/templates/D02/difference?was=0&now=1")
    assert "Общий" in "".join(page.root.xpath("//ins/text()"))
    assert "1\u00a0абзац изменён" in page.root.text_content()


@pytest.mark.parametrize("school", ["own", "sample", "longest"])
def test_the_report_shows_a_document_of_each_school_old_beside_new(client: SchoolClient, school: str) -> None:
    upload(client, mended(shipped()))
    page = client.page(f"{ACT}/templates/D02/1?school={school}")
    old, new = page.root.xpath("//div[@class='paper']")
    assert "Общий контроль" in new.text_content()
    assert "Общий контроль" not in old.text_content()


@pytest.mark.parametrize(
    "path",
    [
        f"{ACT}/templates/D99",
        f"{ACT}/templates/D02/7",
        f"{ACT}/templates/D02/7/file",
        f"{ACT}/templates/D02/difference?was=0&now=9",
        "/backup/..%2fsecret_key",
    ],
)
def test_what_is_not_there_is_not_found(client: SchoolClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_dictionary_shows_the_values_of_the_own_school_and_is_searched(client: SchoolClient) -> None:
    page = client.page(f"{ACT}/vocabulary?document=D02")
    assert "{{ директор.фио }}" in page.main
    assert "Магомедовой Патимат Гаджиевне" in page.main
    found = client.page(f"{ACT}/vocabulary?document=D02&q=телефон")
    assert "{{ школа.телефон }}" in found.main
    assert "{{ школа.инн }}" not in found.main
    assert "Ничего не найдено" in client.page(f"{ACT}/vocabulary?q=ыыы").main


def test_a_question_of_the_document_stands_in_its_dictionary(client: SchoolClient) -> None:
    assert "документ.срок_закрытия" in client.page(f"{ACT}/vocabulary?document=D04").main
    assert "документ.срок_закрытия" not in client.page(f"{ACT}/vocabulary?document=D02").main


def test_a_copy_is_made_listed_and_downloaded(client: SchoolClient) -> None:
    page = client.send("/backup", client.page("/backup").values())
    assert "Копия готова" in page.main
    (link,) = [item for item in page.links() if item.endswith(".zip")]
    answer = client.get(link)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        answer.close()
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == ["database/sferum_docs.sqlite3", "manifest.json"]


@pytest.mark.parametrize("name", ["x.zip", "secret_key", "..", "sferum_docs 2026-01-01 00-00-00.zip"])
def test_only_copies_are_given_out(client: SchoolClient, name: str) -> None:
    answer = client.get(f"/backup/{name}")
    assert answer.status_code in {302, 404, 308}
    assert answer.mimetype == "text/html"


def test_the_doctor_says_of_each_thing_why_and_what_to_do(client: SchoolClient) -> None:
    page = client.page("/doctor")
    rows = page.root.xpath("//tbody/tr")
    assert {row.xpath("string(th)") for row in rows} >= {"Шаблоны", "Журнал и файлы"}
    assert all(len(re.findall(r"\S+", row.xpath("string(td[2])"))) > 2 for row in rows)
    assert "ещё не сделана" in page.main


def test_a_document_is_added_from_the_page_and_its_question_appears_in_the_packet(client: SchoolClient) -> None:
    changes = {"title": "Об анализе показателей", "kind": "приказ", "clause-1.8": "carries_out"}
    asked = [
        ("День", "день_анализа", "text"),
        ("Час", "час_анализа", "text"),
        ("Первый анализ до", "первый_анализ", "date"),
    ]
    for place, row in enumerate(asked):
        names = (f"questions-{place}-{name}" for name in ("label", "key", "kind"))
        changes |= dict(zip(names, row, strict=True))
    changes |= {"questions-0-default": "пятницам", "questions-1-default": "15:00", "questions-2-default": "5"}
    file = {"file": (io.BytesIO(shipped("D07")), "анализ.docx")}
    page = client.fill(f"{ACT}/templates/add", {**changes, **file})
    assert page.response.request.path == f"{ACT}/templates/S01/1", page.faults
    assert "Как выглядит" in page.main
    assert client.page(f"{ACT}/packet").main.count("Об анализе показателей") == 0
    assert "Действует версия 1" in decide(client, page, "now", reason="так решил директор").main
    packet = client.page(f"{ACT}/packet?document=S01")
    assert "Первый анализ до" in packet.main
    made = client.send(f"{ACT}/packet", packet.values(), action="make")
    assert "Об анализе показателей" in made.main
    own = client.page(f"{ACT}/templates/S01").root.xpath("//form[contains(@action, '/withdraw')]//input")
    sent = MultiDict({item.get("name"): item.get("value") or "" for item in own})
    shown = client.send(f"{ACT}/templates/S01/withdraw", sent, {"withdraw_reason": "лишний"})
    assert "Документ отозван" in shown.main
    assert "Об анализе показателей" not in client.page(f"{ACT}/packet").main
    assert client.page("/documents/S01").status in {200, 404}
    old = shown.values(shown.form_to(f"{ACT}/templates/S01/restore"))
    assert "снова действует версия 1" in client.send(f"{ACT}/templates/S01/restore", old).main
    assert "Об анализе показателей" in client.page(f"{ACT}/packet").main
    assert "Отозванный документ возвращён" in client.page("/journal").main
    again = client.send(f"{ACT}/templates/S01/restore", old)
    assert "данные изменились" in again.main, "another tab has put it back already"


def test_the_pack_that_went_out_comes_in_again_and_both_stand_in_the_journal(client: SchoolClient) -> None:
    upload(client, mended(shipped()))
    archive = client.get(f"{ACT}/pack.zip").data
    page = client.fill("/pack", {"file": (io.BytesIO(archive), "pack.zip")})
    assert page.response.request.path == f"{ACT}/templates"
    assert f"Шаблонов без отличий: {len(find_pack(PACK_ID).documents)}" in page.main
    journal = client.page("/journal").main
    assert "Комплект выгружен" in journal
    assert "Комплект принят" in journal


def test_faults_of_a_new_document_stand_beside_their_fields(client: SchoolClient) -> None:
    changes = {"title": "О чатах", "questions-2-label": "Срок", "questions-2-key": "плохое имя"}
    page = client.fill(f"{ACT}/templates/add", changes)
    assert "не подойдёт для тега" in page.beside("questions-2-key")
    assert page.beside("file")
    assert page.values()["questions-2-label"] == "Срок"


def test_a_page_of_a_version_is_shown_as_it_will_print(client: SchoolClient) -> None:
    upload(client, mended(shipped()))
    if current_press_is_missing(client):
        absent("LibreOffice")
    answer = client.get(f"{ACT}/templates/D02/1/own/1.png")
    assert answer.mimetype == "image/png"
    assert answer.data.startswith(b"\x89PNG")
    assert client.get(f"{ACT}/templates/D02/1/own/99.png").status_code == 404
    assert client.get(f"{ACT}/templates/D02/1/nobody/1.png").status_code == 404


def current_press_is_missing(client: SchoolClient) -> bool:
    return not client.application.extensions["press"].available
