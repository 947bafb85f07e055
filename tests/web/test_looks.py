"""What a browser has found right is not asked again, what differs is."""

import pytest
from playwright.sync_api import Page

from tests.web import browser
from tests.web.browser import Watch

PAGE = """<!doctype html><html lang="ru"><head><title>Страница</title><style>%s</style></head>
<body style="background: #fff"><main><h1>Страница</h1>%s</main></body></html>"""
RULE = ("color-contrast",)


def found(page: Page, body: str, style: str = "") -> bool:
    page.set_content(PAGE % (style, body))
    watch = Watch(page)
    watch.check(RULE)
    return bool(watch.troubles)


@pytest.fixture(autouse=True)
def nothing_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "LOOKED_AT", set[str]())


def test_a_pale_text_is_found_beside_all_that_was_looked_at(page: Page, client: object) -> None:
    assert client
    good, pale = "<p>слово</p>", "<style>p { color: #ccc }</style>"
    assert not found(page, good)
    assert browser.LOOKED_AT
    assert not found(page, good * 3)
    assert found(page, good + pale), "its own colour"
    assert found(page, good, "main { background: #333 }"), "the colour behind it"
    assert found(page, good * 3, "p:nth-child(3) { color: #ccc }"), "its place among others"
    assert found(page, good, "main { opacity: .3 }"), "what it stands in lets through"
    assert found(page, good, "p { color: #ccc }"), "again what was found before"


def test_what_was_hidden_or_could_not_be_used_is_looked_at_when_it_shows(page: Page, client: object) -> None:
    assert client
    pale = ".pale { color: #ccc }"
    assert not found(page, "<p class=pale hidden>слово</p>", pale)
    assert not found(page, "<details><summary>Ещё</summary><p class=pale>слово</p></details>", pale)
    assert found(page, "<details open><summary>Ещё</summary><p class=pale>слово</p></details>", pale)
    assert not found(page, "<label class=pale>слово<input disabled></label>", pale)
    assert found(page, "<label class=pale>слово<input></label>", pale)
