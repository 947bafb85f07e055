"""Pages of a kindergarten speak of a kindergarten."""

import re
from dataclasses import replace

import pytest

from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.school.save import find_school, save_school
from tests.builders import BY, SCHOOL_ID
from tests.web.pages import ACT, SchoolClient

# what other people called so: the system, the act, kinds of bodies to choose from
_OF_OTHERS = re.compile(
    r"«Мо[а-я]+ школ[а-я]+»?|„Моя школа“|дошкольн\w+|(?:средняя|основная|начальная) школа \(|школа-интернат|"
    r"сайт\w+ (?:одной )?школ\w*|положения школ"
)
_SCHOOL = re.compile(r".{0,40}\bшкол\w*.{0,20}", re.IGNORECASE)


@pytest.fixture
def kindergarten(client: SchoolClient) -> SchoolClient:
    with client.application.app_context():
        school = find_school(SCHOOL_ID)
        assert school is not None
        named = replace(
            school.requisites, kind=SchoolKind.KINDERGARTEN, full_name="Детский сад", short_name="Детский сад"
        )
        chats = tuple(replace(chat, name="Наш чат") for chat in school.chats[:1])
        save_school(SCHOOL_ID, replace(school, requisites=named, chats=chats), BY)
    return client


@pytest.mark.parametrize(
    "path",
    [
        "/school", "/staff", "/chats", "/responsible", "/school/paper", "/help", "/documents", "/deadlines",
        f"{ACT}/clauses", f"{ACT}/packet", f"{ACT}/packet/D04", f"{ACT}/packet/D02",
    ],
)  # fmt: skip
def test_pages_call_a_kindergarten_by_its_name(kindergarten: SchoolClient, path: str) -> None:
    words = _OF_OTHERS.sub("", kindergarten.page(path).text)
    assert _SCHOOL.findall(words) == []


def test_titles_and_questions_on_the_packet_page_are_of_the_kindergarten(kindergarten: SchoolClient) -> None:
    words = kindergarten.page(f"{ACT}/packet").main
    assert "иностранных мессенджеров в деятельности детского сада" in words
    assert "Детский сад" in kindergarten.page("/staff").text


def test_whom_a_chat_serves_is_offered_in_the_words_of_the_kindergarten(kindergarten: SchoolClient) -> None:
    options = kindergarten.page("/chats").root.get_element_by_id("chats-0-audience").xpath("option/text()")
    assert "группа (родители)" in options
    assert len(options) == len(set(options))
    assert not [caption for caption in options if "класс" in caption]


def test_what_is_not_told_is_told_before_the_packet_is_made(client: SchoolClient) -> None:
    page = client.fill(f"{ACT}/packet", {"documents": ["D19"]}, action="plan")
    assert "О самой организации не указано" in page.text
