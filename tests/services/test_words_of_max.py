"""The papers of the national messenger in correct words for schools of every sort, with chats left and without."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from benchmarks.pages import request as everything
from sferum_docs.documents.consistency.sample_check import documents_of_head, with_head_in_all_roles
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.model import School, SchoolKind
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.plan import packet_warnings
from sferum_docs.services.packs.choose import find_pack
from tests.builders import STAFF, a_chat, a_person, a_school, holders
from tests.services.test_papers import text

PACK = find_pack("max-2026")
DAY = date(2026, 12, 1)
WOMAN, MAN, DEPUTY = "Омарова Зарема Исаевна", "Алиев Али Гусейн оглы", "Ким Светлана Юрьевна"
ONE = a_school(responsible=holders(WOMAN, WOMAN, WOMAN, DEPUTY), chats=(a_chat(),))
MANY = a_school(
    staff=(*STAFF, a_person("Исаева Асият Исаевна", class_name="6 «А»")),
    chats=(a_chat(), a_chat("МО", owner=MAN)),
    responsible=holders(WOMAN, MAN, MAN, DEPUTY),
)
SCHOOLS, KINDERGARTEN, COLLEGE = SchoolKind.SECONDARY, SchoolKind.KINDERGARTEN, SchoolKind("СПО")
BODIES = (SCHOOLS, KINDERGARTEN, COLLEGE, SchoolKind("ДО"), SchoolKind("школа-интернат"))


def asked(school: School, *documents: str, **answers: dict[str, Any]) -> PacketRequest:
    proposed = everything(PACK.of_school(school), DAY)
    said = {name: {**row, **answers.get(name, {})} for name, row in proposed.answers.items()}
    return replace(proposed, documents=documents or proposed.documents, answers=said)


def packet(school: School, *documents: str, **answers: dict[str, Any]) -> dict[str, str]:
    return {item.spec.id: text(item.content) for item in prepare(school, PACK, asked(school, *documents, **answers))}


@pytest.fixture(scope="module")
def of_one() -> dict[str, str]:
    return packet(ONE)


@pytest.fixture(scope="module")
def of_many() -> dict[str, str]:
    return packet(MANY)


@pytest.mark.parametrize(
    ("document", "one", "many"),
    [
        ("X02", "учителя физики, ответственной за", "учителя физики, ответственной за использование в работе нац"),
        ("X02", "На время отсутствия лица, ответственного за", "На время отсутствия лиц, ответственных за"),
        ("X02", "Классному руководителю, указанному", "Классным руководителям, указанным"),
        ("X02", "чатами своего класса в МАХ", "чатами своих классов в МАХ"),
        ("X13", "Замещающий ответственного лица", "Замещающий ответственных лиц"),
        ("X13", "Согласна выполнять", "Согласен выполнять"),
        ("X01", "Владельцу чатов перенести", "Владельцам чатов перенести"),
        ("X07", "Ответственное лицо за", "Ответственные лица: за"),
        ("X15", "Владельцу чатов представить", "Владельцам чатов представить"),
    ],
)
def test_predicates_follow_the_number_and_sex_of_people(
    document: str, one: str, many: str, of_one: dict[str, str], of_many: dict[str, str]
) -> None:
    assert one in of_one[document]
    assert many in of_many[document]


@pytest.mark.parametrize("kind", BODIES)
def test_a_body_is_called_what_it_is_and_its_families_are_only_invited(kind: SchoolKind) -> None:
    words = packet(a_school(kind=kind, chats=()), "X01", "X05", "X08")
    said = "\n".join(words.values())
    foreign = {
        KINDERGARTEN: "обучающи|студент|ученик|класс",
        COLLEGE: "обучающи|воспитанник|ученик|школ(?!а»)",
        SCHOOLS: "студент|воспитанник|детск",
    }.get(kind, "студент|воспитанник|ученик")
    assert not re.search(foreign, said, re.IGNORECASE), re.findall(rf".*(?:{foreign}).*", said)
    assert "считать добровольным" in words["X01"]
    assert "обязанностей не устанавливает" in words["X05"]
    # nobody but workers is told to do anything
    families = r"(?:родител|обучающи|воспитанник|студент)\w*(?: \(законны\w+ представител\w+\))?"
    assert not re.search(rf"{families}[^.;]{{0,60}}\b(?:обязаны?|должны|требуется|зарегистрироваться до)\b", said)


def test_a_kindergarten_talks_with_parents_alone() -> None:
    words = packet(a_school(kind=KINDERGARTEN, chats=()), "X05", "X08", X05={"протокол_обучающихся": "нет"})
    assert "Воспитанники в чатах не участвуют" in words["X05"]
    assert "Совет воспитанников" not in words["X05"], "children of a kindergarten have no council to speak of"
    assert "оценк" not in words["X05"]
    assert "Чаты работников и чаты родителей (законных представителей) ведутся раздельно" in words["X05"]
    assert "заданиях" not in words["X08"]


def test_the_leaflet_says_that_it_is_voluntary_before_anything_else_and_nobody_signs_it(
    of_one: dict[str, str],
) -> None:
    body = of_one["X08"].partition("о мессенджере МАХ\n")[2]
    assert "добровольно" in body.partition(".")[0]
    assert not re.search(r"_{3,}|подпис|П\. Г\. Магомедова$", body)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ((), "Совет обучающихся ко дню принятия Порядка в организации не создан."),
        (("протокол_обучающихся",), "№ 3) и совета обучающихся (протокол от 30.11.2026 № 3), и ввести"),
    ],
)
def test_the_rules_name_the_councils_that_there_are_and_say_which_there_is_not(
    known: tuple[str, ...], said: str
) -> None:
    minutes = "от 30.11.2026 № 3"
    answers = {
        "протокол_педсовета": minutes,
        "протокол_родителей": minutes,
        "протокол_обучающихся": minutes if known else "нет",
    }
    words = packet(ONE, "X05", X05=answers)["X05"]
    assert said in words
    assert "совета родителей (законных представителей), протокол от 30.11.2026 № 3" in words
    assert "протокол нет" not in words
    of_nobody = packet(ONE, "X05", X05={**answers, "протокол_родителей": "нет", "протокол_обучающихся": "нет"})["X05"]
    assert "(протокол от 30.11.2026 № 3), и ввести" in of_nobody
    assert "с учётом мнения советов, которые созданы" in of_nobody
    assert "Совет родителей (законных представителей) ко дню" in of_nobody


@pytest.mark.parametrize("missing", ["протокол_педсовета", "протокол_родителей", "протокол_обучающихся"])
def test_the_rules_are_not_made_without_the_minutes_whoever_asks(missing: str) -> None:
    with pytest.raises(FaultsError) as caught:
        packet(ONE, "X05", X05={missing: None})
    (fault,) = caught.value.faults
    assert (fault.code, fault.place) == ("question_unanswered", f"answers.X05.{missing}")
    assert "X05" in fault.sentence()


def test_what_is_done_is_told_as_done_and_what_is_not_begins_with_the_order() -> None:
    done = packet(a_school(chats=()), "X01", X01={"переход_завершён": date(2026, 1, 26)})["X01"]
    assert "Считать национальный мессенджер МАХ" in done
    assert "используемым для служебной переписки работников с 26.01.2026." in done
    begun = packet(a_school(chats=()), "X01")["X01"]
    assert "Использовать для служебной переписки работников с 01.12.2026 национальный мессенджер" in begun
    partly = packet(ONE, "X01", X01={"переход_завершён": date(2026, 1, 26)})["X01"]
    assert "с 26.01.2026, кроме чатов, перенос которых не завершён." in partly


def test_without_chats_the_plan_says_so_with_the_day_and_has_no_table() -> None:
    words = packet(a_school(chats=()), "X01", "X04", "X06", "X15", X01={"чаты_проверены": date(2026, 11, 27)})
    assert "в МКОУ «Ключевская СОШ» нет. Проверено " in words["X04"]
    assert "Кто переносит" not in words["X04"]
    assert "нет (проверено 27.11.2026), и утвердить прилагаемый план" in words["X01"]
    assert "переносить и закрывать нечего" in words["X06"]
    assert "План переноса учтено" not in words["X06"]
    assert "владельц" not in words["X15"].lower()
    assert "прилагаемый план" not in packet(a_school(chats=()), "X01")["X01"], "no plan is approved that is not made"


def test_chats_moved_before_the_list_of_demands_was_made_are_none_of_its_concern() -> None:
    moved = a_chat("Давний", moved=date(2023, 10, 20), closed=date(2023, 10, 21))
    assert "Давний" not in packet(a_school(chats=(moved,)), "X04")["X04"]
    both = packet(a_school(chats=(moved, a_chat("Новый", moved=date(2026, 12, 2)))), "X04", "X06")
    assert "Давний" not in both["X04"] + both["X06"]
    assert "Всего чатов: 1; перенесено: 1." in both["X04"]
    assert "перенос чатов завершён, незакрытые прежние чаты подлежат" in both["X06"]


def test_a_chat_of_somebody_who_works_here_no_more_is_not_lost_unseen() -> None:
    with pytest.raises(FaultsError, match="Чужой"):
        packet(a_school(chats=(a_chat("Чужой", owner="Иванов Иван Иванович"),)), "X04")


def test_recommendations_and_acts_of_the_founder_are_cited_when_they_are_told() -> None:
    silent = packet(ONE, "X01")["X01"]
    assert "рекомендац" not in silent
    assert "Во исполнение" not in silent
    told = packet(
        ONE, "X01", X01={"с_рекомендациями": True, "районный_акт": "приказа управления от 15.10.2025 № 3 «О МАХ»"}
    )["X01"]
    assert "Во исполнение приказа управления от 15.10.2025 № 3 «О МАХ» и в соответствии с частью 8" in told
    assert ", с учётом рекомендаций Министерства цифрового развития" in told
    assert "исполнение рекомендаций" not in told


def test_acts_that_are_cited_alike_are_told_in_one_breath(of_one: dict[str, str]) -> None:
    preamble = next(line for line in of_one["X01"].splitlines() if line.startswith("В соответствии"))
    assert preamble.count("соответствии") == 1
    assert "Федеральным законом от 24.06.2025 № 156\u2011ФЗ" in preamble
    assert " и распоряжением Правительства Российской Федерации от 12.07.2025" in preamble
    assert "а также при общении с гражданами — в соответствии с частью 1 статьи 15" in of_one["X03"]


def test_annexes_are_named_in_the_order_of_their_numbers(of_many: dict[str, str]) -> None:
    order = of_many["X02"].partition("Приложение № 1")[0]
    named = list(dict.fromkeys(re.findall(r"приложени[еи] № (\d)", order)))
    assert named == ["1", "2"]


def test_a_duty_names_who_does_it_and_a_reference_what_it_refers_to(of_many: dict[str, str]) -> None:
    assert "Работникам, которые сообщают обучающимся и их родителям" in of_many["X01"]
    assert "Определить для работников, у которых нет своего устройства" in of_many["X01"]
    assert "со дня подписания настоящего приказа" in of_many["X05"]
    assert "приказом от 01.12.2026 № ____ «Об использовании национального мессенджера МАХ" in of_many["X07"]
    assert "» установлено, что МАХ используется с 01.12.2026" in of_many["X07"]
    assert "«Об утверждении Порядка использования МАХ" in of_many["X07"]


def test_a_law_and_an_order_are_two_grounds_of_one_preamble(of_many: dict[str, str]) -> None:
    preamble = next(line for line in of_many["X02"].splitlines() if line.startswith("В соответствии"))
    assert "в электронной форме», частями 6.1 и 6.2 статьи 47" in preamble
    assert ") и приказом Министерства просвещения Российской Федерации от 06.11.2024 № 779" in preamble


def test_papers_do_not_belie_themselves_when_a_teacher_keeps_the_books(of_many: dict[str, str]) -> None:
    said = "\n".join(of_many[document] for document in ("X02", "X11"))
    assert "учителя информатики (далее — администратор чатов и учёта)" in said
    assert not re.search(r"едёт работник с административной|к составлению этих документов не привлекать", said)


def test_nobody_orders_oneself_where_the_head_holds_every_role() -> None:
    school = with_head_in_all_roles(a_school(chats=(a_chat(),), responsible=holders()), PACK)
    made = prepare(school, PACK, asked(school))
    assert documents_of_head(PACK, school, {item.spec.id: item.content for item in made}) == []
    assert "X13" not in {item.spec.id for item in made}, "with the head the founder agrees"


def test_a_consent_has_one_purpose_a_sheet(of_one: dict[str, str]) -> None:
    assert of_one["X10"].count("Цель:") == of_one["X10"].count("СОГЛАСИЕ") == 2
    assert of_one["X10"].count("ИНН") == 2
    assert "Отозвать его можно в любое время" in of_one["X10"]


def test_the_letter_goes_to_the_founder_unless_another_is_told() -> None:
    founder = packet(a_school(founder="Администрация Озёрного района"), "X07")["X07"]
    assert "\nАдминистрации Озёрного района\n" in founder
    assert "Начальнику управления" in packet(ONE, "X07", X07={"адресат": "Начальнику управления"})["X07"]


def test_whoever_makes_the_papers_is_told_what_the_acts_are_known_by() -> None:
    told = "\n".join(fault.sentence() for fault in packet_warnings(ONE, PACK, asked(ONE, "X01", "X03"), DAY))
    assert "41-ФЗ (X03)" in told
    assert "не сверены с официальными текстами" in told
    assert "опротестовали" in told


def test_the_checklist_says_how_surely_each_demand_is_known(of_one: dict[str, str]) -> None:
    assert "статьи 21, 22, 60.2 и 188 Трудового кодекса (не подтверждено)" in of_one["X00"]
    assert "41-ФЗ (по источнику)" in of_one["X00"].replace("\u2011", "-")
