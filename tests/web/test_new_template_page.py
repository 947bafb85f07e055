"""The administrator begins a new template on a page and gets a Word file."""

import io
from urllib.parse import unquote

import docx
import pytest

from sferum_docs.house_templates.skeleton import KINDS
from tests.web.pages import ACT, SchoolClient


@pytest.mark.parametrize("kind", KINDS)
def test_title_and_kind_give_a_word_file(client: SchoolClient, kind: str) -> None:
    named = {"порядок", "план", "правила", "ведомость"}
    title = "дежурства в праздничные дни" if kind in named else "О дежурстве в праздничные дни"
    page = client.page(f"{ACT}/templates/new")
    answer = client.post(f"{ACT}/templates/new", data={**page.values(), "title": title, "kind": kind})
    assert answer.headers["Content-Type"].endswith("wordprocessingml.document")
    assert f"Шаблон — {kind} {title}.docx" in unquote(answer.headers["Content-Disposition"])
    assert docx.Document(io.BytesIO(answer.data)).styles["Пункт"]


def test_a_title_that_does_not_answer_is_told_beside_its_field(client: SchoolClient) -> None:
    page = client.fill(f"{ACT}/templates/new", {"title": "Дежурство", "kind": "приказ"})
    assert "о чём?" in page.beside("title")
    assert page.values()["title"] == "Дежурство"


def test_a_kind_nobody_offered_is_refused(client: SchoolClient) -> None:
    assert client.fill(f"{ACT}/templates/new", {"title": "О деле", "kind": "ода"}).beside("kind")
    assert client.fill(f"{ACT}/templates/new", {"title": "О деле", "preamble": "рифма"}).beside("preamble")


def test_the_page_is_found_from_help(client: SchoolClient) -> None:
    assert f"{ACT}/templates/new" in client.page("/help").links()
