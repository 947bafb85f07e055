"""A pack made of an act is useful at once: whole, known, checked; the same act again is a newer edition of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.pages import request as everything
from sferum_docs.acts_reader.directive import to_directive
from sferum_docs.acts_reader.model import ActDraft
from sferum_docs.directives.model import Deadline, DeadlineKind, Demand
from sferum_docs.docengine import check_file, plain_text
from sferum_docs.documents.checking.standard import standard_of
from sferum_docs.documents.consistency.sample_check import with_head_in_all_roles
from sferum_docs.documents.making.generate import MadeDocument
from sferum_docs.documents.making.templates import original_template
from sferum_docs.documents.of_act.make import common_documents, pack_files
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.requests.proposals import questions
from sferum_docs.gost.check import check
from sferum_docs.gost.model import PERMANENT, Facts
from sferum_docs.packs.model import Pack
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.typography import no_break
from sferum_docs.schools.model import School, SchoolKind
from sferum_docs.services.acts_reading.create import worth_knowing
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packet.trial import trial_faults
from sferum_docs.services.packs.choose import PACKS, check_pack, find_pack, known_packs, look_also_in
from sferum_docs.services.packs.from_act import pack_from_draft
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import lines
from tests.builders import SCHOOL_ID, a_school
from tests.made_acts import a_node, an_act

BY = Actor("Исаева Зара", datetime(2026, 9, 2, 9, 0, tzinfo=UTC))
TODAY = date(2026, 9, 2)
TILL = Deadline(DeadlineKind.DATE, "до 20.09.2026", date=date(2026, 9, 20))


@pytest.fixture(autouse=True)
def instance(app: Flask, tmp_path: Path) -> Iterator[Path]:
    assert app
    look_also_in(tmp_path)
    save_school(None, a_school(), BY)
    yield tmp_path
    look_also_in(None)


def made(draft: ActDraft) -> Pack:
    return find_pack(pack_from_draft(SCHOOL_ID, draft, BY, today=TODAY), SCHOOL_ID)


def test_no_two_papers_of_a_pack_have_one_title_also_when_the_act_is_an_order() -> None:
    titles = [spec.title for spec in made(an_act(kind="ПРИКАЗ")).documents]
    assert len(set(titles)) == len(titles)
    assert "Лист ознакомления с приказом от 01.09.2026 № 418-па" in [
        no_break(title).replace("\xa0", " ") for title in titles
    ]


def test_the_plan_says_each_thing_once_and_how_often_as_one_says_it_of_a_deadline() -> None:
    daily = Deadline(DeadlineKind.PERIODIC, "ежедневного", period="P1D")
    nodes = (
        a_node("1", "Издать приказ и назначить ответственного за организацию питания.", demand=Demand.ACT),
        a_node("2", "Обеспечить размещение ежедневного меню.", deadline=daily),
    )
    plan = plain_text(original_template(made(an_act(nodes=nodes)).by_id["G03"]))
    assert any(line.startswith("Издать приказ и назначить") for line in plan)
    assert ("ежедневно" in plan, "ежедневного" in plan) == (True, False)


def codes(draft: ActDraft) -> list[str]:
    with pytest.raises(FaultsError) as caught:
        pack_from_draft(SCHOOL_ID, draft, BY, today=TODAY)
    return [fault.code for fault in caught.value.faults]


def test_an_act_by_which_nobody_could_work_for_years_makes_no_pack() -> None:
    assert codes(an_act(date=date(2036, 9, 1))) == ["draft_ahead"]
    assert made(an_act(date=date(2027, 1, 11))).directive.date == date(2027, 1, 11)


def test_a_person_is_told_before_of_a_day_to_come_and_of_a_pack_that_is_there() -> None:
    known = [fault.code for fault in worth_knowing(SCHOOL_ID, an_act(date=date(2027, 1, 11)), TODAY)]
    assert (known, worth_knowing(SCHOOL_ID, an_act(), TODAY)) == (["act_day_ahead"], ())
    made(an_act())
    (again,) = worth_knowing(SCHOOL_ID, an_act(), TODAY)
    assert "выйдет его новая редакция" in again.sentence()
    assert worth_knowing(SCHOOL_ID, an_act(title=""), TODAY) == (), "what is missing is told when the pack is asked for"


def test_a_pack_of_an_act_is_known_at_once_and_says_nothing_against_itself() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    pack = made(an_act())
    assert pack.id == "postanovlenie-418-pa-2026-09-01"
    assert pack.title == "Постановление № 418-па: О мерах по улучшению питания обучающихся"
    assert trial_faults(pack) == ()
    assert [line.action for line in lines(SCHOOL_ID)][:1] == ["pack.made"]


def test_only_what_is_put_to_the_school_is_served_and_only_an_appointment_is_carried_out() -> None:
    pack = made(an_act())
    served = ["2.1", "2.2", "2.3/а", "2.3/б", "2.4", "2.5", "2.6", "3"]
    assert list(pack.by_id["G01"].supports) == served
    assert pack.by_id["G01"].carries_out == ()
    assert pack.by_id["G02"].carries_out == ("2.1",)
    assert [role.label for role in pack.roles.all] == [
        "ответственный за исполнение постановления",
        "ответственный за организацию питания",
    ]
    assert pack.duties["2.1"] == ("head",)


def test_an_appointment_carries_out_a_clause_that_wants_nothing_else_and_whole_clauses_only() -> None:
    many = ", ".join(f"ответственного за дело {number}" for number in range(1, 14))
    below = a_node("4/-1", "за сайт – Носкову Е.В., учителя информатики;")
    pack = made(
        an_act(
            nodes=(
                a_node("1", "Назначить ответственного за питание и утвердить график дежурства.", demand=Demand.ACT),
                a_node("2", f"Назначить: {many}.", demand=Demand.ACT),
                a_node("3", "Назначить ответственного за безопасность и координатора чатов.", demand=Demand.ACT),
                a_node("4", "Назначить ответственными:", demand=Demand.GROUP, children=(below,)),
            )
        )
    )
    assert pack.by_id["G02"].carries_out == ("3", "4/-1")
    assert [role.label for role in pack.roles.all[1:]] == [
        "ответственный за питание",
        "ответственный за безопасность",
        "координатор чатов",
        "ответственный за сайт",
    ]
    assert trial_faults(pack) == ()


SIGNS = st.text("абв {}%#|«»[]<>=!:>.,\"'\\&", min_size=1, max_size=60).filter(lambda text: bool(clean_line(text)))


@given(st.lists(SIGNS, min_size=1, max_size=4))
@settings(max_examples=6, deadline=None)
def test_whatever_signs_stand_in_a_clause_are_printed_as_they_stand(words: list[str]) -> None:
    nodes = tuple(a_node(str(number), text) for number, text in enumerate(words, start=1))
    common = common_documents(PACKS)
    with TemporaryDirectory() as place:
        folder = Path(place) / "of-act"
        folder.mkdir()
        for name, content in pack_files("of-act", to_directive(an_act(nodes=nodes)), common, TODAY).items():
            (folder / name).write_bytes(content)
        pack = check_pack(folder)
        alone = replace(everything(pack, TODAY), documents=("G01",))
        (order,) = map(text_of, prepare(read_sample(pack).school, pack, alone))
    assert all(no_break(clean_line(text)).replace("\u00a0", " ") in order for text in words)


def with_proposals(pack: Pack, request: PacketRequest) -> PacketRequest:
    """The request whose other questions are answered as proposed."""
    answers = {
        document: {item.field.key: item.default for item in questions(pack.by_id[document], pack, request.order_date)}
        for document in request.documents
    }
    return replace(request, answers={name: {**row, **request.answers.get(name, {})} for name, row in answers.items()})


def text_of(paper: MadeDocument) -> str:
    return "\n".join(plain_text(paper.content)).replace("\u00a0", " ")


def test_who_is_charged_with_a_clause_is_chosen_and_signs_the_order() -> None:
    pack = made(an_act())
    sample = read_sample(pack)
    chosen = {"G01": {"кому_2_2": "Ким Светлана Юрьевна"}}
    request = replace(sample.request, documents=("G01", "G06"), answers=chosen)
    order, sheets = map(text_of, prepare(sample.school, pack, with_proposals(pack, request)))
    assert "Учитель химии Ким С. Ю." in order
    assert order.count("Заместитель директора по учебно-воспитательной работе Омаров Ш. К.") == 6
    assert "Ким Светлана Юрьевна" in sheets


def test_an_order_after_the_deadline_says_so_and_asks_why() -> None:
    pack = made(an_act())
    sample = read_sample(pack)
    late = replace(sample.request, order_date=date(2026, 9, 22), documents=("G01",), answers={})
    (order,) = map(text_of, prepare(sample.school, pack, with_proposals(pack, late)))
    passed = "п. 2.1 — 20.09.2026; п. 2.4 — 15.09.2026"
    assert f"прошли сроки, установленные указанным постановлением: {passed}; причина: ______" in order
    assert "в срок до 20.09.2026 (пропущен)" in order
    assert {field.key for field in pack.by_id["G01"].fields if field.late} == {"причина_опоздания"}


def test_the_order_gives_no_day_to_what_is_wanted_at_once_and_its_own_to_an_appointment() -> None:
    at_once = Deadline(DeadlineKind.ASAP, "Незамедлительно", event="происшествие")
    got = Deadline(DeadlineKind.RELATIVE, "в течение 3 дней со дня получения настоящего приказа", event="получение")
    nodes = (
        a_node("1", "Назначить ответственного за питание до 20.09.2026.", demand=Demand.ACT, deadline=TILL),
        a_node("2", "Незамедлительно сообщать о происшествиях.", deadline=at_once),
        a_node("3", "Утвердить график.", deadline=got),
        a_node("4", "Рекомендовать провести собрания."),
    )
    pack = made(an_act(nodes=nodes, issuer="Глава города Лесореченска"))
    sample = read_sample(pack)
    asked = replace(sample.request, documents=("G01", "G03", "G04", "G05", "G07"), answers={})
    order, plan, checks, sheet, letter = map(text_of, prepare(sample.school, pack, with_proposals(pack, asked)))
    signed = f"{asked.order_date:%d.%m.%Y}"
    row = order.partition("Назначить ответственного за питание до 20.09.2026.")[2].partition("Директор")[0]
    assert signed in row
    assert order.count("Незамедлительно") == 3, "in the words of the clause, of the act's deadline, of the order's"
    assert "со дня получения указанного приказа" in order
    assert "с постановлением от" in plan
    assert "Исполнен ли п. 2 в срок (незамедлительно)?" in checks
    assert "Учтена ли рекомендация (п. 4)?" in checks
    assert "с постановлением Главы города Лесореченска от" in sheet
    assert "Главе города Лесореченска\n" in letter, "an official is written to in the dative, a body by its name"
    assert "с приложением на" in letter
    assert f"по состоянию на {signed}" not in checks + letter


def test_a_letter_goes_to_nobody_from_a_school_that_carries_out_its_own_order() -> None:
    own = made(an_act(kind="ПРИКАЗ", issuer="Муниципальное общеобразовательное учреждение «Средняя школа № 3»"))
    assert all("G07" not in preset.documents for preset in own.presets)
    other = made(an_act())
    assert [preset.id for preset in other.presets if "G07" in preset.documents] == ["report", "full"]


BODIES = {
    SchoolKind.KINDERGARTEN: "МБДОУ «Детский сад № 5»",
    SchoolKind.COLLEGE: "ГАПОУ «Озёрный колледж»",
    SchoolKind.EXTRA: "МБУ ДО «Дом творчества»",
    SchoolKind.SECONDARY: "МБОУ «Школа № 3»",
}


@pytest.mark.parametrize("alone", [True, False], ids=["one worker", "a staff"])
def test_the_papers_of_an_act_meet_the_standard_in_every_body(*, alone: bool) -> None:
    known = made(an_act())
    sample = read_sample(known).school
    found = []
    for kind, short in BODIES.items():
        body = replace(sample, requisites=replace(sample.requisites, kind=kind, short_name=short))
        school = with_head_in_all_roles(replace(body, staff=body.staff[:1]), known) if alone else body
        pack = known.of_school(school)
        papers = prepare(school, pack, everything(pack, date(2026, 9, 22)))
        assert {item.spec.id for item in papers} == {*pack.by_id} - ({"G06"} if alone else set())
        found += [said for item in papers for said in departures(item, school)]
    assert found == []


def departures(item: MadeDocument, school: School) -> list[str]:
    """What a reading of the file and the standard say against a paper."""
    told = school.requisites
    facts = Facts(
        kind=item.spec.kind,
        retention=PERMANENT,
        school_full=told.full_name,
        school_short=told.short_name,
        place=told.place,
        order_date=date(2026, 9, 22),
        acting=False,
    )
    report = check(item.content, standard_of(school.layout, "2025", item.spec.kind), facts)
    told_of = [*(finding.message() for finding in report.required), *(it.message() for it in check_file(item.content))]
    return [f"{item.spec.id} {words}" for words in told_of]


def test_the_same_act_again_is_a_newer_edition_and_another_issuer_is_another_pack() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    first = made(an_act())
    again = made(an_act(nodes=(a_node("1", "Провести собрание."),)))
    assert (again.id, len(again.directive.by_path)) == (first.id, 1)
    other = made(an_act(issuer="Администрация Озёрного района"))
    assert other.id == f"{first.id}-2"
    assert [line.action for line in lines(SCHOOL_ID)][:3] == ["pack.made", "pack.replaced", "pack.made"]


def test_whoever_answers_for_a_thing_does_so_in_the_newer_edition_wherever_its_clause_stands() -> None:
    save_school(SCHOOL_ID, a_school(), BY)
    water = a_node("1", "Назначить ответственного за питьевую воду.", demand=Demand.ACT)
    food = a_node("2", "Назначить ответственного за питание.", demand=Demand.ACT)
    before, after = (made(an_act(nodes=nodes)) for nodes in ((food,), (water, food)))
    assert before.id == after.id
    assert [(role.id, role.tag) for role in before.roles.all[1:]] == [("officer_pitanie", "ответственный_питание")]
    assert [role.id for role in after.roles.all[1:]] == ["officer_pitevuyu_vodu", "officer_pitanie"]
    assert trial_faults(after) == ()


def test_an_act_that_asks_the_school_nothing_makes_nothing(instance: Path) -> None:
    before = known_packs(SCHOOL_ID)
    others = tuple(replace(node, for_school=False, children=()) for node in an_act().nodes)
    assert codes(an_act(nodes=others)) == ["act_asks_nothing"]
    assert codes(an_act(number="")) == ["draft_without_number"]
    assert known_packs(SCHOOL_ID) == before
    assert list((instance / "packs").glob("*")) == [] if (instance / "packs").exists() else True


@pytest.mark.parametrize(
    "draft",
    [
        an_act(nodes=(a_node("1", "Провести собрание."),), control=None, signatory=None, number="б/н"),
        an_act(nodes=tuple(a_node(str(number), f"Провести собрание {number}.") for number in range(1, 121))),
        an_act(nodes=(a_node("-1", "Провести собрание."), a_node("-2", "Считать днём {здоровья} | пятницу."))),
        an_act(nodes=(a_node("1.1", "Провести собрание."), a_node("1.3", "Правило.", demand=Demand.RULE))),
        an_act(nodes=(a_node("1", "Передать сведения по справочнику 1.2.643.5.1.13.13.12.2.77 в систему."),)),
    ],
    ids=["one clause", "120 clauses", "without numbers", "gaps in numbers", "a number of ten parts"],
)
def test_any_act_makes_a_sound_pack(draft: ActDraft) -> None:
    assert trial_faults(made(draft)) == ()
