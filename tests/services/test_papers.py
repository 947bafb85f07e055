"""What the papers beside the orders must say and must not say, whichever pack they come from."""

import io
import re
import zipfile
from datetime import date

import pytest
from lxml import etree

from sferum_docs.docengine import plain_text
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.requests.proposals import questions
from sferum_docs.documents.requests.request import read_request
from sferum_docs.packs.model import Pack
from sferum_docs.reading.records import Record
from sferum_docs.schools.model import Responsible, School, SchoolKind
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packs.choose import find_pack
from tests.builders import a_chat, a_school, holders

DAY = date(2023, 10, 16)
PACK = find_pack("sferum-2023")
CONSENT = re.compile(r"(даю|выражаю) согласие|соглас(ен|на) на", re.IGNORECASE)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(school: School, *documents: str, pack: Pack = PACK) -> dict[str, bytes]:
    chosen = documents or tuple(pack.by_id)
    answers = {
        name: {item.field.key: item.default for item in questions(pack.by_id[name], pack, DAY)} for name in chosen
    }
    return {item.spec.id: item.content for item in prepare(school, pack, PacketRequest(DAY, chosen, answers))}


def text(content: bytes) -> str:
    return "\n".join(plain_text(content)).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def packet() -> dict[str, str]:
    return {name: text(content) for name, content in made(a_school()).items()}


def test_a_letter_bears_no_kind_word(packet: dict[str, str]) -> None:
    letters = [spec.id for spec in PACK.documents if spec.kind == "письмо"]
    assert letters
    for name in letters:
        assert "письмо" not in [line.casefold() for line in packet[name].splitlines()]


def test_a_consent_to_the_processing_of_data_stands_in_no_other_document(packet: dict[str, str]) -> None:
    assert [name for name, words in packet.items() if CONSENT.search(words)] == ["D22"]


def test_the_consent_holds_what_the_law_lists(packet: dict[str, str]) -> None:
    """Федеральный закон № 152-ФЗ, часть 4 статьи 9, with every item that applies to a worker who signs."""
    for words in (
        "Фамилия, имя, отчество", "Адрес", "удостоверяющий личность", "кем и когда выдан",
        "Муниципальному казённому общеобразовательному учреждению «Ключевская СОШ» (далее — оператор), адрес:",
        "Цель обработки", "Перечень персональных данных", "другому лицу оператор не поручает",
        "Действия с персональными данными", "средств автоматизации", "Согласие действует", "отозвать",
        "Работник (подпись, фамилия, инициалы)",
    ):  # fmt: skip
        assert words in packet["D22"], words


@pytest.mark.parametrize("active", [True, False, None])
def test_a_profile_that_is_told_not_to_be_active_gets_its_letter(active: bool | None) -> None:
    words = text(made(a_school(profile_active=active), "D13")["D13"])
    for said in ("прошу активировать профиль", "Районному координатору", "имеет статус «Не активен»"):
        assert (said in words) is (active is False), said
    assert ("Статус при проверке\nАктивен" in words) is (active is True)
    assert ("Статус при проверке\nНе активен" in words) is (active is False)


@pytest.mark.parametrize(
    ("responsible", "papers"),
    [
        (holders("Омарова Зарема Исаевна", "Алиев Али Гусейн оглы", "Алиев Али Гусейн оглы"), 2),
        (holders(*3 * ["Алиев Али Гусейн оглы"]), 1),
    ],
)
@pytest.mark.parametrize("document", ["D23", "D24"])
def test_everyone_appointed_gets_a_paper_of_their_own(document: str, responsible: Responsible, papers: int) -> None:
    content = made(a_school(responsible=responsible), document)[document]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sections = list(etree.fromstring(archive.read("word/document.xml")).iter(f"{W}sectPr"))
    assert len(sections) == papers
    assert all(section.find(f"{W}titlePg") is not None for section in sections)
    starts = [number.get(f"{W}start") for section in sections for number in section.iter(f"{W}pgNumType")]
    assert starts == ["1"] * papers


def test_no_document_of_a_kindergarten_asks_for_the_indicators_of_the_journal() -> None:
    for name, content in made(a_school(kind=SchoolKind.KINDERGARTEN)).items():
        assert "связавшие аккаунты ЭЖД" not in text(content), name
        assert "Ученики: связан ЭЖД" not in text(content), name


@pytest.mark.parametrize(
    ("chats", "words"),
    [
        ((a_chat(moved=DAY, closed=DAY),), ("перевод чатов завершён", "учтённых планом, не осталось")),
        ((a_chat(moved=DAY), a_chat("Ещё")), ("перевод чатов не завершён", "подлежат закрытию")),
    ],
)
def test_the_act_concludes_what_the_marks_of_the_plan_allow(chats: tuple[object, ...], words: tuple[str, ...]) -> None:
    act = text(made(a_school(chats=chats), "D14")["D14"])
    assert all(part in act for part in words)


def test_a_letter_claims_no_order_that_was_not_made_with_it() -> None:
    alone = text(made(a_school(), "D19", "D04")["D19"])
    assert "По п. 1.5: использование иностранных мессенджеров" in alone
    assert "По п. 1.4: ______________." in alone
    assert alone.count("Копия приказа") == 1


LATE = date(2026, 11, 30)
TELLING = ("D01", "D05", "D06", "D08", "D12", "D18", "D19")


def late_papers(day: date, **answers: str) -> dict[str, str]:
    given = {
        "D02": {"отменяемый_приказ": answers.get("paper", "")},
        "D05": {"причина_опоздания": answers.get("why", "")},
    }
    record = Record({"date": day.isoformat(), "preset": "full", "answers": given}, "", [])
    request = read_request(record, PACK)
    assert request is not None
    assert record.faults == []
    return {item.spec.id: text(item.content) for item in prepare(a_school(), PACK, request)}


def test_every_paper_that_names_a_missed_deadline_says_that_it_is_missed() -> None:
    papers = late_papers(LATE)
    for name, words in papers.items():
        named = [line for line in words.splitlines() if "20.10.2023" in line]
        told = [line for line in named if "пропущен" in line or "после него" in line]
        assert len(named) - len(told) <= (name == "D18"), (name, named)  # the checklist quotes the act itself
    assert {name for name, words in papers.items() if "20.10.2023" in words} == set(TELLING)
    in_time = late_papers(DAY)
    assert not [name for name, words in in_time.items() if "пропущен" in words]


def test_the_earlier_order_and_the_reason_stand_in_the_papers_that_are_asked_about_them() -> None:
    papers = late_papers(LATE, paper="от 25.10.2023 № 58-ОД", why="не было связи")
    for name in ("D01", "D05", "D18", "D19"):
        assert "прежний приказ: от 25.10.2023 № 58-ОД" in papers[name], name
        assert "причина: не было связи" in papers[name], name
    assert "Признать утратившим силу приказ от 25.10.2023 № 58-ОД." in papers["D02"]
    assert "причина: ______________" in late_papers(LATE)["D19"]
