"""An act that is read, by its pages: begun, reviewed without a script, made a pack and assigned."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.acts_reader.choices import deadline_value
from sferum_docs.acts_reader.model import ActDraft, ActText, Choice
from sferum_docs.directives.model import Deadline
from sferum_docs.services.acts_reading import drafts
from sferum_docs.services.users.manage import Role
from sferum_docs.store.packs.taken_in import packs_of
from tests.acts_reader.drafts import PRINTED, doubt, repair
from tests.builders import SCHOOL_ID
from tests.web.conftest import client_of
from tests.web.pages import Page, SchoolClient
from tests.web.test_access import a_user
from tests.web.test_changing import nothing

READ = "/acts/read"
FIRST, SECOND = f"{READ}/1", f"{READ}/2"
MAY = repair().by_path["1.1"].deadline
DOUBTS = (
    doubt("1.1", "deadline", 9, Choice("до 29.05.2026", "deadline", deadline_value(MAY)),
          Choice("срока нет", "deadline", deadline_value(Deadline()))),
    doubt("1.2/-1", "level", 7),
    doubt("2", "addressee", 5),
    doubt("", "title", 3),
)  # fmt: skip


def as_read(_text: ActText) -> ActDraft:
    return replace(repair(), doubts=DOUBTS)


@pytest.fixture
def reading(demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch) -> SchoolClient:
    """The demonstration school with the act begun."""
    monkeypatch.setattr(drafts, "read_act", as_read)
    assert "Осталось 4 из 4" in demonstration.fill(READ, {"text": PRINTED}).main
    return demonstration


def act(client: SchoolClient, action: str, at: str = FIRST, **typed: str) -> Page:
    """Presses a button of the page where it stands."""
    page = client.page(at)
    forms = page.root.xpath(f"//main//form[.//button[@name='action'][@value='{action}']]")
    assert forms, f"no button {action}"
    return client.send(FIRST, page.values(forms[0]), dict(typed), action=action)


def nodes(page: Page) -> list[str]:
    """The tree as it is shown: depth and mark of each node."""
    rows = page.root.xpath("//ul[@class='tree']/li[@data-of]")
    return [
        row.get("class").split("depth-")[1][0] + " " + "".join(row.xpath(".//*[@class='tree-mark']//text()"))
        for row in rows
    ]


def test_a_text_or_a_file_begins_a_review(demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "read_act", as_read)
    assert "нет ни одного слова" in demonstration.fill(READ, {"text": "  "}).beside("text")
    file = (io.BytesIO(PRINTED.encode("cp1251")), "Распоряжение.txt")
    assert "Дано и то и другое" in demonstration.fill(READ, {"text": PRINTED, "file": file}).beside("text")
    page = demonstration.fill(READ, {"file": (io.BytesIO(PRINTED.encode("cp1251")), "Распоряжение.txt")})
    assert "Распоряжение от 12.05.2026 № 47-р «О ремонте школ»" in page.main
    listed = demonstration.page(READ).main
    assert "Разборы: 1" in listed
    assert "Распоряжение.txt" in listed
    assert "осталось 4 из 4" in listed


def test_the_worst_doubt_comes_first_with_its_reason_and_numbered_answers(reading: SchoolClient) -> None:
    page = reading.page(FIRST)
    assert "Пункт 1.1: срок" in page.main
    assert "строки 7–8" in page.main
    answers = [" ".join(item.text_content().split()) for item in page.root.xpath("//ul[@class='answers']//button")]
    assert answers == ["Enter Так и есть: до 29.05.2026", "2 срока нет"]
    assert nodes(page) == ["0 1.", "1 1.1.", "1 1.2.", "2 –", "2 –", "0 2."]


def test_accepting_goes_on_to_the_next(reading: SchoolClient) -> None:
    page = act(reading, "accept")
    assert "Осталось 3 из 4" in page.main
    assert "Абзац пункта 1.2: уровень" in page.main
    assert "до 29.05.2026" in page.main
    page = act(reading, "undo")
    assert "Осталось 4 из 4" in page.main


def test_an_answer_is_chosen_by_its_number(reading: SchoolClient) -> None:
    page = act(reading, "choose-2")
    assert "Осталось 3 из 4" in page.main
    assert page.root.xpath("//li[@data-of='1.1']//span[@class='fact']") == []


def test_a_level_doubt_without_answers_offers_the_places_there_are(reading: SchoolClient) -> None:
    page = reading.page(f"{FIRST}?at=1")
    answers = [" ".join(item.text_content().split()) for item in page.root.xpath("//ul[@class='answers']//button")]
    assert answers == [
        "Enter Так и есть: оставить на этом месте", "2 поставить на уровень выше", "3 это не пункт: слить с верхним",
    ]  # fmt: skip
    assert nodes(act(reading, "choose-2", f"{FIRST}?at=1")) == ["0 1.", "1 1.1.", "1 1.2.", "1 –", "2 –", "0 2."]


def test_the_place_in_the_queue_is_kept(reading: SchoolClient) -> None:
    page = act(reading, "accept", f"{FIRST}?at=2")
    assert "Реквизиты акта: заголовок" in page.main


def test_a_node_chosen_in_the_tree_stays_at_hand_wherever_it_goes(reading: SchoolClient) -> None:
    page = act(reading, "deeper", f"{FIRST}?node=2")
    assert nodes(page)[-1] == "1 2."
    assert page.root.xpath("//a[@aria-current='true']/@data-node") == ["2"]
    page = act(reading, "merge", f"{FIRST}?node=1.2/-2")
    assert page.root.xpath("//a[@aria-current='true']/@data-node") == ["1.2/-1"]
    assert "проверить кровлю; – закрыть чердаки." in page.main


def test_a_clause_is_split_by_a_list_or_by_words(reading: SchoolClient) -> None:
    page = act(reading, "split", f"{FIRST}?node=1.2", begins="согласовать смету")
    assert "2 ·" not in nodes(page)
    assert nodes(page)[2:4] == ["1 1.2.", "1 ·"]
    assert "В этом месте пункт не разделить" in act(reading, "split", f"{FIRST}?node=1.2", begins="сжечь").beside(
        "begins"
    )
    places = reading.page(f"{FIRST}?node=1.1").root.xpath("//select[@id='split-words']/option/text()")
    assert places[0] == "строка 8: до 29 мая 2026 г.;…"


def test_the_fields_of_a_clause_are_saved_together(reading: SchoolClient) -> None:
    typed = {"addressee": "директор МБУ «Школа»", "deadline_kind": "date", "date": "2026-06-01", "raw": "к лету"}
    page = act(reading, "save", f"{FIRST}?node=2", **typed, for_school="yes", demand="act")
    values = page.values(page.root.xpath("//form[@class='fields']")[0])
    assert {name: values[name] for name in typed} == typed
    assert (values["for_school"], values["demand"]) == ("yes", "act")
    assert "Осталось 3 из 4" in page.main, "whoever names the addressee has answered"
    page = act(reading, "save", f"{FIRST}?node=2", date="32.13.2026")
    assert page.faults
    page = act(reading, "save", f"{FIRST}?node=2", date="")
    assert "Заполните это поле" in page.beside("date")
    page = act(reading, "save", f"{FIRST}?node=2", number="два")
    assert "не похож на номер пункта" in page.beside("number")
    assert page.values(page.root.xpath("//form[@class='fields']")[0])["number"] == "два", "what was typed is not lost"


def test_the_data_of_the_act_are_fields_with_their_own_doubts(reading: SchoolClient) -> None:
    page = act(
        reading, "save", f"{FIRST}?node=@act", title="О ремонте", control_kind="person", control_person="Ким О. П."
    )
    assert "«О ремонте»" in page.main
    assert "Осталось 3 из 4" in page.main
    values = page.values(page.root.xpath("//form[@class='fields']")[0])
    assert (values["control_kind"], values["control_person"]) == ("person", "Ким О. П.")


def test_what_is_not_sure_stands_beside_its_field(reading: SchoolClient) -> None:
    page = reading.page(f"{FIRST}?node=2")
    assert page.root.xpath("//input[@id='addressee']/@aria-describedby") == ["addressee-hint addressee-caution1"]
    page = reading.page(f"{FIRST}?node=@act")
    assert "Сверьте с текстом акта" in page.root.get_element_by_id("title-caution1").text_content()


def test_a_line_outside_of_the_clauses_becomes_one(reading: SchoolClient) -> None:
    assert nodes(act(reading, "take", line="5"))[0] == "0 ·"
    assert "уже стоит в пункте" in act(reading, "take", line="7").main


def test_an_act_of_thousands_of_lines_is_shown_by_parts(
    demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "read_act", as_read)
    page = demonstration.fill(READ, {"text": PRINTED + "строка\n" * 9_000})
    assert len(page.root.xpath("//ol[@class='printed']/li")) == 400
    assert "Строки 1–400 из 9016" in page.main
    later = demonstration.page(f"{FIRST}?lines=8800")
    assert later.root.xpath("//ol[@class='printed']/li/@value")[0] == "8801"
    assert demonstration.page(f"{FIRST}?lines=99999").status == 200


def test_whoever_was_slower_is_told_of_the_other(reading: SchoolClient) -> None:
    stale = reading.page(FIRST)
    act(reading, "accept")
    form = stale.root.xpath("//main//form[@class='card-acts']")[0]
    page = reading.send(FIRST, stale.values(form), action="choose-2")
    assert "данные изменились" in page.main
    assert "осталось вопросов: 3" in page.main
    assert "Осталось 3 из 4" in page.main


def test_a_draft_is_thrown_away_and_gone(reading: SchoolClient) -> None:
    page = reading.page(READ)
    assert "Черновик убран" in reading.send(f"{FIRST}/discard", page.values(page.form_to(f"{FIRST}/discard"))).main
    assert "Этого черновика нет" in reading.page(FIRST).main


def test_nothing_is_made_before_it_is_said_and_the_act_is_assigned_after(reading: SchoolClient, app: Flask) -> None:
    folder = Path(app.instance_path) / "packs"
    page = reading.page(FIRST)
    form = page.form_to(f"{FIRST}/pack")
    assert "Остались вопросы: 4" in reading.send(f"{FIRST}/pack", page.values(form)).beside("despite_doubts")
    assert not folder.exists() or not list(folder.iterdir())
    page = reading.page(FIRST)
    page = reading.send(f"{FIRST}/pack", page.values(page.form_to(f"{FIRST}/pack")), {"despite_doubts": "y"})
    assert "Комплект создан" in page.main
    assert not page.root.xpath("//button[@value='undo']")
    with app.app_context():
        (made,) = packs_of(SCHOOL_ID)
    assigned = reading.send("/acts", page.values(page.form_to("/acts")))
    assert "назначен" in assigned.main
    assert f"/acts/{made.pack}/packet" in str(reading.page(FIRST).links())


def test_the_same_act_read_again_is_told_as_a_newer_edition(reading: SchoolClient, app: Flask) -> None:
    for draft, told in ((FIRST, "Комплект создан"), (SECOND, "вышла его новая редакция")):
        if draft == SECOND:
            reading.fill(READ, {"text": PRINTED})
        page = reading.page(draft)
        made = reading.send(f"{draft}/pack", page.values(page.form_to(f"{draft}/pack")), {"despite_doubts": "y"})
        assert told in made.main
        with app.app_context():
            assert len(packs_of(SCHOOL_ID)) == 1


def test_what_a_pack_cannot_do_without_is_asked_where_it_is_written(demonstration: SchoolClient) -> None:
    page = demonstration.fill(READ, {"text": PRINTED.replace("от 12 мая 2026 г. № 47-р\n", "")})
    form = page.values(page.form_to(f"{FIRST}/pack"))
    page = demonstration.send(f"{FIRST}/pack", form, {"despite_doubts": "y"})
    assert "Реквизиты акта" in page.main
    assert page.beside("number")
    assert page.beside("date")


@pytest.mark.parametrize("role", [Role.HEAD, Role.SECRETARY])
def test_an_act_is_read_by_the_administrator_alone(reading: SchoolClient, app: Flask, role: Role) -> None:
    assert reading
    a_user(app, role, login="ким")
    other = client_of(app, "ким")
    assert other.get(FIRST).status_code == 403
    assert other.get(READ).status_code == 403


def test_another_school_has_no_such_draft(
    begin_after: Callable[[Callable[[SchoolClient], object]], SchoolClient],
) -> None:
    client = begin_after(nothing)
    assert "Этого черновика нет" in client.page(FIRST).main


AMENDING = """\
АДМИНИСТРАЦИЯ МУНИЦИПАЛЬНОГО РАЙОНА
ПОСТАНОВЛЕНИЕ
от 12.03.2026 № 41
О внесении изменений в постановление от 13.10.2023 № 262
постановляет:
1. Внести в постановление от 13.10.2023 № 262 изменения: пункт 1.3 изложить в новой редакции: «1.3. Издать приказ.».
Глава района И. И. Озёрный
"""


def test_an_act_that_changes_another_is_noted_with_it_once(demonstration: SchoolClient) -> None:
    page = demonstration.fill(READ, {"text": AMENDING})
    assert "Меняет акт" in page.main
    form = page.values(page.form_to(f"{FIRST}/touched"))
    assert "Отмечено" in demonstration.send(f"{FIRST}/touched", form).main
    assert "Отмечать нечего" in demonstration.send(f"{FIRST}/touched", form).main
    assert "Акт изменён постановлением от 12.03.2026 № 41" in demonstration.page("/acts").main
