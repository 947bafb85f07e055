"""An act read and reviewed in a real browser, by the keys that stand on its buttons."""

import io
import re
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from playwright.sync_api import Page, expect

from sferum_docs.services.packs import shelf
from tests.office_files import schema_faults
from tests.web.browser import NARROW, Watch, picture
from tests.web.desk import register
from tests.web.pages import SchoolClient
from tests.web.test_acts_pages import choose_responsible

ACTS = Path(__file__).parents[1] / "acts_reader"
SEED = (ACTS / "resolution_262.txt").read_text(encoding="utf-8")
# every number but the first is one that does not follow from the one before
MANY = (
    "АДМИНИСТРАЦИЯ ОЗЁРНОГО РАЙОНА\nПРИКАЗ\nот 12.05.2026 № 7\nО порядке уроков\nПРИКАЗЫВАЮ:\n"
    + "".join(f"{2 * number + 1}. Провести урок {number} в школе.\n" for number in range(31))
    + "Глава района О.П. Ким\n"
)
DISTRICT = """\
АДМИНИСТРАЦИЯ КЛЕНОВСКОГО МУНИЦИПАЛЬНОГО РАЙОНА
ПОСТАНОВЛЕНИЕ
от 13 октября 2025 г.                                   № 418-па
О мерах по предупреждению детского дорожно-транспортного травматизма
В соответствии с Федеральным законом от 10.12.1995 № 196-ФЗ администрация района постановляет:
1. Управлению образования администрации района провести месячник безопасности.
2. Директорам общеобразовательных организаций:
2.1. Назначить ответственного за профилактику детского дорожно-транспортного травматизма.
2.2. Обновить паспорт дорожной безопасности.
3. Контроль за исполнением настоящего постановления возложить на заместителя главы района Снегирёву О.В.
Глава района                                             Д.А. Рябинин
"""
SIGNED = "2025-10-16"
LEFT = re.compile(r"Осталось (\d+) из (\d+)")


@pytest.fixture(autouse=True)
def _school(demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch) -> SchoolClient:
    monkeypatch.setattr(shelf, "LOOK", 0)
    return demonstration


def left(page: Page) -> int:
    found = LEFT.search(page.locator("#left").inner_text())
    return int(found[1]) if found else 0


def has_keys(page: Page) -> None:
    """Waits until the page that has just come listens to keys: its script has then left one clause to Tab."""
    expect(page.locator('.tree-node[tabindex="-1"]').first).to_be_attached()


def begin(page: Page, text: str) -> None:
    page.goto("/acts/read")
    page.get_by_label("Текст акта").fill(text)
    page.get_by_role("button", name="Разобрать").click()
    expect(page.locator("#card")).to_be_visible()
    has_keys(page)


def answer_all(page: Page, pressed: list[str]) -> None:
    """Accepts every doubt by its key, and counts."""
    count = left(page)
    while count:
        page.keyboard.press("Enter")
        pressed.append("Enter")
        count -= 1
        expect(page.locator("#left")).to_contain_text(f"Осталось {count} из" if count else "Вопросов не осталось")


def bookmarks(content: bytes) -> set[str]:
    document = Document(io.BytesIO(content))
    return {str(mark.get(qn("w:name"))) for mark in document.element.body.iter(qn("w:bookmarkStart"))}


def marks(page: Page) -> list[str]:
    """Depth and mark of each node in the tree."""
    rows = page.locator(".tree-row[data-of]").all()
    return [
        f"{(row.get_attribute('class') or '').split('depth-')[1][0]} {row.get_attribute('data-of')}" for row in rows
    ]


def test_the_act_of_the_shipped_pack_is_reviewed_by_keys(page: Page, watch: Watch) -> None:
    page.goto("/acts/read")
    watch.check()
    begin(page, SEED)
    expect(page.locator(".tree-row[data-of]")).to_have_count(22)
    watch.check()
    picture(page, "ru/images/разбор", 470, above=page.locator("#card"))
    doubts, pressed = left(page), list[str]()
    answer_all(page, pressed)
    assert len(pressed) <= 2 * doubts

    before = marks(page)
    page.locator('[data-node="1.2"]').click()
    expect(page.locator('[data-node="1.2"]')).to_be_focused()
    expect(page.locator(".printed-line.is-here").first).to_contain_text("1.2")
    page.keyboard.press("Tab")
    expect(page.locator('.depth-2[data-of="1.2"]')).to_have_count(1)
    expect(page.locator('[data-node="1.2"]')).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator('.depth-1[data-of="1.2"]')).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator('.depth-2[data-of="1.2"]')).to_have_count(1)
    page.locator("body").press("Control+z")
    expect(page.locator('.depth-1[data-of="1.2"]')).to_have_count(1)
    assert marks(page) == before

    page.locator('[data-node="1.2"]').focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator('[data-node="1.3"]')).to_be_focused()
    expect(page.locator(".printed-line.is-linked").first).to_contain_text("1.3")
    page.keyboard.press("Escape")
    expect(page.locator("#card-title")).to_be_focused()
    page.keyboard.press("Tab")
    assert marks(page) == before, "outside of the tree the key goes on to the next field"

    page.locator('.tree-node[tabindex="0"]').focus()
    page.keyboard.press("Tab")
    expect(page.locator(".tree-node:focus")).to_have_count(0)
    assert marks(page) == before, "nor does it change what it only comes upon"

    page.set_viewport_size({"width": 360, "height": 780})
    watch.check(NARROW)
    page.set_viewport_size({"width": 1366, "height": 900})


def test_thirty_one_doubts_are_answered_by_one_key_each(page: Page, watch: Watch) -> None:
    begin(page, MANY)
    expect(page.locator("#left")).to_have_text("Осталось 31 из 31")
    pressed = list[str]()
    page.keyboard.press("3")
    expect(page.locator("#left")).to_have_text("Осталось 30 из 31")
    expect(page.locator(".tree-row[data-of]")).to_have_count(30)
    page.keyboard.press("Control+z")
    expect(page.locator(".tree-row[data-of]")).to_have_count(31)
    page.keyboard.press("n")
    expect(page.locator("#card-title")).to_contain_text("Пункт 5")
    page.keyboard.press("m")
    expect(page.locator(".tree-row[data-of]")).to_have_count(30)
    page.keyboard.press("Control+z")
    expect(page.locator(".tree-row[data-of]")).to_have_count(31)
    page.keyboard.press("s")
    expect(page.locator("#words")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("s")
    expect(page.locator(".tree-row[data-of]")).to_have_count(32)
    has_keys(page)
    page.keyboard.press("Control+z")
    expect(page.locator("#left")).to_have_text("Осталось 31 из 31")
    page.goto("/acts/read/1")
    has_keys(page)
    answer_all(page, pressed)
    assert len(pressed) == 31
    page.reload()
    expect(page.locator("#left")).to_have_text("Вопросов не осталось")
    watch.check()


def test_from_the_text_of_an_act_to_a_clause_that_is_proven(
    page: Page, watch: Watch, demonstration: SchoolClient, tmp_path: Path
) -> None:
    begin(page, DISTRICT)
    answer_all(page, [])
    expect(page.locator(".tree-row[data-of]")).to_have_count(5)
    assert not (tmp_path / "packs").exists(), "nothing is made before it is said"
    page.get_by_role("button", name="Создать комплект").click()
    expect(page.get_by_role("status").first).to_contain_text("Комплект создан")
    watch.check()
    page.get_by_label("С какого дня").fill("2025-10-13")
    page.get_by_role("button", name="Назначить школе").click()
    expect(page.get_by_role("status").first).to_contain_text("назначен с")
    page.goto("/acts/read/1")
    page.get_by_role("link", name="комплект документов").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Сформировать комплект")
    act = page.url.split("/")[4]

    choose_responsible(demonstration)
    asked = demonstration.page(f"/acts/{act}/packet?document=G01&document=G02").values()
    made = demonstration.send(
        f"/acts/{act}/packet", asked, {"documents": ["G01", "G02"], "date": SIGNED}, action="make"
    )
    assert not made.faults
    titles = ("Об организации исполнения", "О назначении ответственных за исполнение")
    registered = register(demonstration, *titles, signed_on=SIGNED)
    assert "Зарегистрировано: 2 документа" in registered.main.replace("\u00a0", " ")

    shown = demonstration.page(f"/acts/{act}")
    assert "2.1 Назначить ответственного" in shown.main
    assert "подписано, ознакомлены не все" in shown.main
    (proof,) = shown.root.xpath("//figure[@class='proof']//a/@href")
    order = proof.partition("?")[0]
    assert proof.endswith("#п_2_1")
    assert "который исполняет п. 2.1" in shown.main
    content = demonstration.get(f"{order}/file").data
    assert "п_2_1" in bookmarks(content)
    assert schema_faults(content) == []
    assert "Отступлений не найдено" in demonstration.page(f"{order}/gost").main
