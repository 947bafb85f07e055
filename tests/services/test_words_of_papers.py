"""The words of the papers follow the people, their number and what is known of them."""

import re
from datetime import date

import pytest

from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.tags.people import post_of_instruction
from sferum_docs.schools.model import Closing, School
from sferum_docs.services.packet.plan import packet_warnings
from sferum_docs.services.packet.untold import untold_requisites
from sferum_docs.services.packs.choose import find_pack
from tests.builders import STAFF, a_chat, a_man, a_person, a_school, holders
from tests.services.test_papers import made, text

PACK = find_pack("sferum-2023")
DAY = date(2023, 10, 16)
WOMAN, MAN = "Омарова Зарема Исаевна", "Алиев Али Гусейн оглы"
DEPUTY = "Ким Светлана Юрьевна"


def packet(school: School, *documents: str) -> dict[str, str]:
    """D24 stands instead of D23 and is made apart."""
    named = documents or tuple(PACK.by_id)
    together = tuple(name for name in named if name != "D24")
    files = made(school, *together) | (made(school, "D24") if "D24" in named else {})
    return {name: text(content) for name, content in files.items()}


@pytest.fixture(scope="module")
def of_one() -> dict[str, str]:
    """One woman holds every role but the deputy's, one leads a class."""
    return packet(a_school(responsible=holders(WOMAN, WOMAN, WOMAN, DEPUTY)))


@pytest.fixture(scope="module")
def of_many() -> dict[str, str]:
    staff = (*STAFF, a_person("Исаева Асият Исаевна", class_name="6 «А»"))
    chats = (a_chat(), a_chat("МО", owner=MAN))
    return packet(a_school(staff=staff, chats=chats, responsible=holders(WOMAN, MAN, MAN, DEPUTY)))


SAID_OF_ONE_AND_OF_MANY = [
    ("D19", "учитель физики (назначено приказом)", "учитель информатики (назначены приказом)"),
    ("D02", "На время отсутствия лица, ответственного за", "На время отсутствия лиц, ответственных за"),
    ("D02", "исполнение его обязанностей возложить на Ким", "исполнение их обязанностей возложить на Ким"),
    ("D02", "Возложить на классного руководителя, указанного", "Возложить на классных руководителей, указанных"),
    ("D02", "администратора чатов своего класса", "администраторов чатов своих классов"),
    ("D02", "«Мою школу» еженедельно анализирует", "«Мою школу» еженедельно анализируют"),
    ("D02", "Замещающий ответственного исполняет его", "Замещающий ответственных исполняет их"),
    ("D23", "Замещающий ответственного лица", "Замещающий ответственных лиц"),
    ("D03", "Владельцу чатов, указанному в плане", "Владельцам чатов, указанным в плане"),
    ("D08", "\nВладелец чатов\n", "\nВладельцы чатов\n"),
    ("D27", "Владельцу чатов представить", "Владельцам чатов представить"),
    ("D06", "Омаровой З. И. также:", "Учителю информатики Алиеву А. Г.:"),
    ("D24", "обязанности лица, ответственного за", "обязанности лиц, ответственных за"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "one", "many"), SAID_OF_ONE_AND_OF_MANY)
def test_predicates_follow_the_number_of_people(
    document: str, one: str, many: str, of_one: dict[str, str], of_many: dict[str, str]
) -> None:
    assert one in of_one[document]
    assert many not in of_one[document]
    assert many in of_many[document]
    assert one not in of_many[document]


def test_predicates_follow_the_sex_of_people(of_one: dict[str, str]) -> None:
    of_a_man = packet(a_school(responsible=holders(MAN, MAN, MAN)), "D02", "D23", "D24")
    assert "учителя физики, ответственной за" in of_one["D02"]
    assert "учителя информатики, ответственным за" in of_a_man["D02"]
    assert "согласна выполнять" in of_one["D23"]
    assert "согласен выполнять" in of_a_man["D23"]
    assert "согласна и ознакомлена, второй экземпляр получила" in of_one["D24"]
    assert "согласен и ознакомлен, второй экземпляр получил" in of_a_man["D24"]


def test_no_number_is_printed_of_marks_that_nobody_has_made(of_many: dict[str, str]) -> None:
    assert "переведено: ______ (______ %), закрыто прежних чатов: ______" in of_many["D19"]
    assert "переведено: ______ (______ %)" in of_many["D09"]
    assert "Переведено в ИКОП «Сферум»: ______." in of_many["D14"]
    for word in ("не переведён, причина", "не завершён", "завершён;", "не осталось"):
        assert word not in of_many["D14"]
    assert "готовится\n" not in of_many["D11"]


def test_numbers_are_printed_once_a_chat_is_marked() -> None:
    words = packet(a_school(chats=(a_chat(moved=DAY), a_chat("Ещё"))), "D09", "D11", "D14", "D19")
    assert "учтено чатов: 2, переведено: 1 (50 %), закрыто прежних чатов: 0" in words["D19"]
    assert "переведено: 1 (50 %)" in words["D09"]
    assert "не переведён, причина" in words["D14"]
    assert words["D11"].count("действует\n") == 1


@pytest.mark.parametrize("count", [1, 2, 5, 21])
def test_a_letter_counts_chats_so_that_the_verb_fits_any_number(count: int) -> None:
    school = a_school(chats=tuple(a_chat(f"Чат {place}") for place in range(count)))
    assert f"учтено чатов: {count}, переведено" in packet(school, "D19")["D19"]


@pytest.mark.parametrize(
    ("moved", "year"),
    [
        (date(2022, 10, 18), "2022/2023"),
        (date(2023, 3, 1), "2022/2023"),
        (date(2024, 9, 2), "2023/2024"),
        (None, "2023/2024"),
    ],
)
def test_a_chat_that_was_moved_before_the_order_bears_the_school_year_of_the_move(
    moved: date | None, year: str
) -> None:
    words = packet(a_school(chats=(a_chat("Наш", moved=moved),)), "D09", "D11")
    assert all(f"Наш, {year}" in said for said in words.values())


def test_no_title_says_that_the_move_is_completed_before_it_is(of_many: dict[str, str]) -> None:
    said = "\n".join(of_many.values())
    assert not re.search(r"[Оо] завершении перевода чатов", said)


def test_a_commission_of_one_is_a_sentence(of_one: dict[str, str]) -> None:
    alone = a_school(staff=STAFF[:2], chats=(a_chat(),), responsible=holders(WOMAN, WOMAN, WOMAN))
    by_hand = "комиссии — ____________________________ (по согласованию)"
    assert f"председатель {by_hand};\nчлен {by_hand};\nчлен {by_hand},\nпроверила" in packet(alone, "D14")["D14"]
    assert f"председатель комиссии — Алиев Али Гусейн оглы, учитель информатики;\nчлен {by_hand}" not in of_one["D14"]
    assert "председатель комиссии — Алиев Али Гусейн оглы, учитель информатики;\nчлен комиссии — Ким" in of_one["D14"]


@pytest.mark.parametrize("closing", list(Closing))
def test_all_papers_close_a_chat_in_the_same_way(closing: Closing) -> None:
    words = packet(a_school(chats=(a_chat(closing=closing),)), "D03", "D04", "D08", "D09")
    assert "способом, указанным в плане перевода чатов" in words["D03"]
    assert "прежний чат закрывается способом, указанным в таблице" in words["D09"]
    assert "сразу" not in "".join(words[name] for name in ("D03", "D04", "D08", "D09"))
    assert ("только чтение, затем удаление" in words["D09"]) is (closing is Closing.READ_ONLY)


def test_orders_are_sent_with_the_annexes_they_have(of_many: dict[str, str]) -> None:
    sent = [line for line in of_many["D19"].splitlines() if line.startswith("Копия приказа")]
    assert [line.rpartition(" на ____")[0].rpartition("»")[2] for line in sent] == [
        " с приложениями",  # D02 has two of its own
        " с приложениями",  # D03 approves three plans
        " с приложением",  # D04 has its list
        "",
    ]
    alone = packet(a_school(), "D03", "D09", "D19")["D19"]
    assert "«О переходе на использование ИКОП „Сферум“» с приложением на" in alone


def test_a_deadline_is_told_in_the_same_words_everywhere() -> None:
    for source in sorted((PACK.folder / "sources").glob("D*.txt")):
        told = re.findall(r"(?<![\w-])до\s+\{\{ документ\.\w+\|дата \}\}", source.read_text(encoding="utf-8"))
        assert not told, f"{source.name}: «не позднее», as the orders say"


def test_the_checklist_tells_the_clauses_without_the_slips_of_their_typing(of_many: dict[str, str]) -> None:
    assert "в срок до 20.10.2023 г." in of_many["D18"]
    for slip in ("2023г", " – ", ";\n1.9", "показателей:\n"):
        assert slip not in of_many["D18"]


@pytest.mark.parametrize(
    ("typed", "whose"),
    [
        ("и. о. заместителя директора по УВР", "заместителя директора по УВР"),
        ("исполняющий обязанности заведующего", "заведующего"),
        ("и. о. заместитель директора", "заместителя директора"),
        ("врио секретаря", "секретаря"),
        ("педагог дополнительного образования по совместительству", "педагога дополнительного образования"),
        ("учитель математики (внутренний совместитель)", "учителя математики"),
        ("учитель-логопед", "учителя-логопеда"),
    ],
)
def test_a_job_description_is_of_the_post_of_the_staff_list(typed: str, whose: str) -> None:
    assert str(post_of_instruction(a_man(post=typed))) == whose


def test_nobody_is_told_to_do_what_the_employer_owes(of_many: dict[str, str]) -> None:
    assert "предоставить работникам" not in of_many["D05"]
    assert "которое предоставляет образовательная организация" in of_many["D05"]
    assert "учётные записи уволенных" not in of_many["D05"]


@pytest.mark.parametrize(
    ("active", "said"),
    [
        (True, "имеет статус «Активен»"),
        (False, "имеет статус «Не активен»"),
        (None, "в ИКОП «Сферум»: ______________;"),
    ],
)
def test_the_letter_tells_a_status_only_when_it_is_known(active: bool | None, said: str) -> None:
    words = packet(a_school(profile_active=active), "D19")["D19"]
    assert said in words
    assert words.count("имеет статус") == (active is not None)


@pytest.mark.parametrize(("told", "cell"), [(True, "да"), (False, "нет"), (None, "")])
def test_personal_data_that_nobody_told_of_are_no_no(told: bool | None, cell: str) -> None:
    plan = packet(a_school(chats=(a_chat(personal_data=told),)), "D09")["D09"].splitlines()
    owner = plan.index("Омарова Зарема Исаевна, учитель физики")
    assert plan[owner + 1] == cell


def test_the_consent_names_those_to_whom_data_are_given(of_many: dict[str, str]) -> None:
    assert "операторам указанных систем" not in of_many["D22"]
    assert "оператору ИКОП «Сферум» (______________________________)" in of_many["D22"]
    assert "оператору ФГИС «Моя школа» (Министерство просвещения Российской Федерации, 127006" in of_many["D22"]


def test_two_closing_marks_never_meet_in_a_title(of_many: dict[str, str]) -> None:
    for name, words in of_many.items():
        assert "»»" not in words, name
    assert "«О переходе на использование ИКОП „Сферум“» с приложениями" in of_many["D19"]


def test_what_is_not_told_of_the_school_is_told_at_making() -> None:
    bare = a_school(founder="")
    request = PacketRequest(DAY, ("D04", "D19"))
    (warning,) = untold_requisites(bare, PACK, request.documents)
    told = warning.sentence()
    assert "не указано: КПП, ОГРН, ОКПО, учредитель, адрес, телефон, электронная почта" in told
    assert told.endswith("не напечатаются: D04, D19.")
    assert warning in packet_warnings(bare, PACK, request, DAY)
    kept = {"kpp": "1", "ogrn": "1", "okpo": "1", "address": "а", "phone": "1", "email": "a@b.ru"}
    assert untold_requisites(a_school(**kept, profile_active=False), PACK, request.documents) == ()
    assert "учредитель" in untold_requisites(bare, PACK, ["D04"])[0].sentence()
    assert "адрес" not in untold_requisites(bare, PACK, ["D04"])[0].sentence()
