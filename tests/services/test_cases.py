from dataclasses import replace
from datetime import date

import pytest

from sferum_docs.docengine import plain_text
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.schools.model import Person, School, Sex, Word
from sferum_docs.services.documents.issued import document_bytes
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import plan_packet
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.cases import choose, confirm, fix, forget, is_doubtful, word_cases, write_own
from sferum_docs.services.school.save import find_school, save_school, save_staff
from tests.builders import BY, PACK_ID, SCHOOL_ID, a_man, a_person, a_school, holders

pytestmark = pytest.mark.usefixtures("app")
DOUBTFUL = "Заяц Иван Юрьевич"  # a surname that is a noun: «Зайца» or «Заяца», the family decides


def with_worker(person: Person) -> School:
    return a_school(staff=(*a_school().staff, person))


def shown(school: School, name: str, word: Word) -> tuple[str, ...]:
    person = school.worker(name)
    assert person is not None
    return next(item.forms for item in word_cases(person) if item.word is word)


def test_a_usual_person_has_nothing_to_confirm() -> None:
    assert not is_doubtful(a_person())
    captions = [item.caption for item in word_cases(a_person())]
    assert captions == ["Фамилия", "Имя", "Отчество", "Должность"]


def test_without_a_patronymic_there_is_no_row_for_it() -> None:
    person = Person("Ким", "Олег", Sex.MALE, "сторож")
    assert [item.word for item in word_cases(person)] == [Word.LAST, Word.FIRST, Word.POST]


def test_a_doubtful_surname_offers_its_choices_and_one_click_settles_it() -> None:
    hare = a_man(DOUBTFUL)
    school = with_worker(hare)
    assert is_doubtful(hare)
    surname = word_cases(hare)[0]
    assert len(surname.choices) >= 2
    changed = choose(school, hare, Word.LAST, 1)
    assert shown(changed, DOUBTFUL, Word.LAST) == surname.choices[1].forms
    assert not is_doubtful(changed.staff[-1])
    save_school(SCHOOL_ID, changed, BY)
    assert find_school(SCHOOL_ID) == changed


def test_forms_as_shown_can_be_confirmed() -> None:
    hare = a_man(DOUBTFUL)
    changed = confirm(with_worker(hare), hare, Word.LAST)
    assert shown(changed, DOUBTFUL, Word.LAST) == word_cases(hare)[0].forms
    assert not is_doubtful(changed.staff[-1])


def test_own_forms_may_be_sparse_and_can_be_forgotten() -> None:
    school = with_worker(a_man("Ким Олег Юрьевич"))
    person = school.staff[-1]
    changed = write_own(school, person, Word.POST, {"дательный": "преподавателю информатики"})
    assert shown(changed, person.full_name, Word.POST)[1:3] == ("учителя информатики", "преподавателю информатики")
    back = forget(changed, changed.staff[-1], Word.POST)
    assert back.staff[-1] == person


def test_a_name_can_be_left_undeclined() -> None:
    school = with_worker(a_man("Дюма Олег Юрьевич"))
    changed = fix(school, school.staff[-1], Word.LAST)
    assert set(word_cases(changed.staff[-1])[0].forms) == {"Дюма"}


def test_a_decision_reaches_the_document() -> None:
    hare = a_man(DOUBTFUL)
    school = with_worker(hare)
    school = write_own(school, hare, Word.LAST, {"винительный": "Заяца"})
    save_school(SCHOOL_ID, replace(school, responsible=holders(DOUBTFUL, DOUBTFUL, DOUBTFUL)), BY)
    pack, day = find_pack(PACK_ID), date(2023, 10, 16)
    plan = plan_packet(school, pack, day, ("D02",))
    answers = {item.spec.id: {q.field.key: q.default for q in item.questions} for item in plan.documents}
    (order,) = make_packet(SCHOOL_ID, PACK_ID, PacketRequest(day, ("D02",), answers), BY)
    assert any("Назначить Заяца Ивана Юрьевича" in line for line in plain_text(document_bytes(order)))


def test_a_changed_name_asks_again_and_a_pasted_list_keeps_the_decision() -> None:
    hare = a_man(DOUBTFUL)
    school = confirm(with_worker(hare), hare, Word.LAST)
    save_school(SCHOOL_ID, school, BY)
    pasted = save_staff(SCHOOL_ID, school, (*a_school().staff, hare), {}, BY)
    assert not is_doubtful(pasted.staff[-1])
    renamed = a_man("Заец Иван Юрьевич")
    changed = save_staff(SCHOOL_ID, pasted, (*a_school().staff, renamed), {DOUBTFUL: renamed.full_name}, BY)
    assert is_doubtful(changed.staff[-1])


def test_the_head_signs_as_was_decided_in_the_staff_list() -> None:
    school = a_school()
    changed = fix(school, school.staff[0], Word.LAST)
    assert changed.head is not None
    assert word_cases(changed.head.person)[0].forms[1] == "Магомедова"
