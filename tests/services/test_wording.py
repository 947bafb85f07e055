"""What documents say in cases that a template tells apart: a head who answers for all, names of new chats."""

from dataclasses import replace
from datetime import date

import pytest

from benchmarks.pages import request as everything
from sferum_docs.docengine import plain_text
from sferum_docs.schools.model import Chat, School
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packs.choose import find_pack
from tests.builders import a_chat, a_school, holders

PACK = find_pack("sferum-2023")
ASKED = everything(PACK, date(2023, 10, 16))


def texts(school: School) -> dict[str, str]:
    return {
        item.spec.id: "\n".join(plain_text(item.content)).replace("\u00a0", " ")
        for item in prepare(school, PACK, ASKED)
    }


def orders() -> list[str]:
    return [spec.id for spec in PACK.documents if spec.is_order]


def head_answers_for_all() -> School:
    school = a_school()
    assert school.head is not None
    return replace(school, responsible=holders(*[school.head.person.full_name] * 3))


@pytest.mark.parametrize("document", orders())
def test_a_head_who_answers_for_all_gives_no_orders_to_herself(document: str) -> None:
    text = texts(head_answers_for_all())[document]
    assert "Магомедовой П. Г." not in text.replace("\n", " ")
    assert "Магомедову Патимат" not in text
    assert "оставляю за собой" in text


@pytest.mark.parametrize("document", orders())
def test_another_person_is_named_in_the_order(document: str) -> None:
    text = texts(a_school())[document]
    assert any(name in text for name in ("Омаров", "Алиев", "Ким"))
    assert "Также оставляю" not in text


@pytest.mark.parametrize(
    ("chat", "name"),
    [
        (a_chat("Родители 5 «А»", audience="класс (родители)"), "Ключевская СОШ, 5 «А», родители, 2023/2024"),
        (a_chat("11А ЕГЭ", audience="класс (обучающиеся)"), "Ключевская СОШ, 11А, обучающиеся, 2023/2024"),
        (a_chat("Педагоги", audience="педагогический коллектив"), "Ключевская СОШ, Педагоги, 2023/2024"),
        (a_chat("Педагоги", new_name="Учительская"), "Учительская"),
    ],
)
def test_a_new_chat_is_named_by_the_rule_unless_the_school_names_it(chat: Chat, name: str) -> None:
    assert name in texts(a_school(chats=(chat,)))["D09"]
