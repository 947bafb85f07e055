"""The pack of the national messenger binds workers only, stands on acts that it names, and cites none unconfirmed."""

import re
from datetime import date

import pytest

from sferum_docs.directives.legal_acts import Trust, acts_in_force
from sferum_docs.directives.model import DeadlineKind, Demand
from sferum_docs.documents.requests.request import read_request
from sferum_docs.packs.agreements import AgreementRule
from sferum_docs.packs.model import FieldKind
from sferum_docs.packs.reader import load_pack
from sferum_docs.reading.records import Record
from sferum_docs.services.packs.choose import PACKS

PACK = load_pack(PACKS / "max-2026")
OLDER = load_pack(PACKS / "sferum-2023")
DAY = date(2026, 11, 30)
ACTS = {act.id: act for act in PACK.acts}
OWED = [clause for clause in PACK.directive.walk() if clause.for_school and clause.demand is not Demand.GROUP]
SOURCES = sorted((PACK.folder / "sources").glob("X*.txt"))


def test_it_is_a_list_of_demands_in_groups_which_nobody_issued() -> None:
    assert not PACK.directive.is_act
    assert [clause.path for clause in PACK.directive.clauses] == ["1", "2", "3", "4"]
    assert {clause.demand for clause in PACK.directive.clauses} == {Demand.GROUP}
    assert all(clause.children for clause in PACK.directive.clauses)


def test_every_demand_stands_on_acts_and_has_a_document_and_a_question() -> None:
    questions = {question.clause for question in PACK.checklist}
    helped = {path for spec in PACK.documents for path in (*spec.carries_out, *spec.supports)}
    for clause in OWED:
        assert clause.sources, clause.path
        assert clause.path in questions & helped & PACK.duties.keys(), clause.path
    wanted = {clause.path for clause in OWED if clause.demand is Demand.ACT}
    assert wanted <= {path for spec in PACK.documents for path in spec.carries_out}


def test_what_nobody_confirmed_is_a_reason_to_think_and_is_never_printed() -> None:
    unconfirmed = {name for name, act in ACTS.items() if act.trust is Trust.UNCONFIRMED}
    assert unconfirmed == {"273-фз-30", "тк", "273-фз-2026"}
    assert not unconfirmed & acts_in_force(PACK.acts, DAY).keys()
    printed = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    for words in ("60.2", "статьи 30", "372", "ММ-П10", "474", "Р-210", "2240-р"):
        assert words not in printed, words


def test_no_act_is_called_official_before_its_text_was_read() -> None:
    assert {act.trust for act in PACK.acts} == {Trust.SECONDARY, Trust.UNCONFIRMED}
    assert all(act.source for act in PACK.acts)


def test_recommendations_are_taken_into_account_and_never_carried_out() -> None:
    told = ACTS["минцифры-2025"].citation
    assert told.startswith("с учётом рекомендаций")
    order = (PACK.folder / "sources/X01.txt").read_text(encoding="utf-8")
    assert ", с учётом рекомендаций" in order
    flag = PACK.field("X01.с_рекомендациями")
    assert flag is not None
    assert (flag.kind, flag.default) == (FieldKind.FLAG, None), "off until the head says so"


def test_what_is_off_by_default_says_that_it_is_unconfirmed_to_whoever_switches_it_on() -> None:
    for name in ("X01.иное_основание", "X05.возраст"):
        asked = PACK.field(name)
        assert asked is not None
        assert (asked.required, asked.default) == (False, None)
        assert "Не подтверждено" in asked.hint


def test_the_ban_for_talks_with_citizens_stands_apart_from_that_for_work() -> None:
    assert PACK.by_id["X03"].acts == ("149-фз", "41-фз")
    assert ACTS["41-фз"].citation.startswith("при общении с гражданами — ")
    assert PACK.directive.by_path["1.2"].sources == ("149-фз",)
    assert PACK.directive.by_path["1.3"].sources == ("41-фз",)


def test_the_norm_on_distance_learning_is_cited_by_the_rules_alone_and_with_its_scope() -> None:
    assert [spec.id for spec in PACK.documents if "273-фз-16" in spec.acts] == ["X05"]
    assert "электронного обучения" in ACTS["273-фз-16"].citation


def test_books_are_kept_by_an_administrative_post_and_the_papers_say_why() -> None:
    assert [role.id for role in PACK.roles.all if role.administrative] == ["administrator"]
    assert PACK.roles.by_id.keys() <= OLDER.roles.by_id.keys(), "people are carried over without a question"
    for document in ("X02", "X11"):
        assert "328-фз" in PACK.by_id[document].acts
        words = (PACK.folder / f"sources/{document}.txt").read_text(encoding="utf-8")
        assert re.search(r"от 06\.11\.2024 № 779", words), document


def test_no_day_speaks_of_a_switch_to_come() -> None:
    asked = [field for spec in PACK.documents for field in spec.fields if "переход" in field.key]
    assert asked
    assert all(field.past and not field.required and field.default is None for field in asked)
    assert PACK.directive.by_path["4.2"].deadline.kind is DeadlineKind.EVENT
    for path in SOURCES:
        words = path.read_text(encoding="utf-8")
        assert "01.02.2026" not in words
        assert "перейти" not in words


def test_the_repeal_comes_last_and_every_order_of_the_older_pack_has_its_answer() -> None:
    assert PACK.succession is not None
    assert PACK.succession.pack == OLDER.id
    assert PACK.documents[-1].id == "X09"
    assert PACK.documents[-1].repeals
    replaced = {name for spec in PACK.documents for name in spec.replaces}
    assert {spec.id for spec in OLDER.documents if spec.is_order} - replaced == {"D06"}, "targets are set no more"
    assert not {"D12", "D14", "D16"} & replaced, "records stay in the file"


def test_documents_stand_in_groups_and_sets_answer_what_is_demanded() -> None:
    placed = [document for group in PACK.groups for document in group.documents]
    assert sorted(placed) == sorted(PACK.by_id)
    assert [preset.id for preset in PACK.presets] == [
        "begin", "standard", "rules", "books", "report", "succession", "full",
    ]  # fmt: skip
    assert "X05" not in PACK.presets[1].documents, "councils meet first"
    each = [rule.document for rule in PACK.agreements if rule.rule is AgreementRule.FOR_EACH]
    assert each == ["X13"]


def asked(**answers: object) -> list[tuple[str, str]]:
    """Places and codes of what is refused in the answers of X01 or X05."""
    (document,) = answers
    record = Record({"date": DAY.isoformat(), "documents": [document], "answers": answers}, "", [])
    read_request(record, PACK)
    return [(fault.place, fault.code) for fault in record.faults]


MINUTES = {"протокол_педсовета": "от 27.11.2026 № 3", "протокол_родителей": "от 26.11.2026 № 2"}
REFUSED = [
    ({**MINUTES, "протокол_обучающихся": "учли"}, "протокол_обучающихся", "not_a_paper_nor_none"),
    ({**MINUTES, "протокол_родителей": ""}, "протокол_родителей", "empty"),
    ({**MINUTES, "протокол_педсовета": "нет"}, "протокол_педсовета", "not_a_paper"),
    ({**MINUTES, "протокол_родителей": "от 26.12.2026 № 2"}, "протокол_родителей", "paper_ahead"),
]


@pytest.mark.parametrize(("answers", "key", "code"), REFUSED)
def test_the_rules_ask_for_the_minutes_of_the_councils(answers: dict[str, str], key: str, code: str) -> None:
    assert (f"answers.X05.{key}", code) in asked(X05=answers)


@pytest.mark.parametrize("told", ["нет", "Нет.", "не создан", "совет не создан", "отсутствует", "от 25.11.2026 № 1"])
def test_the_head_may_say_that_there_is_no_such_council(told: str) -> None:
    assert asked(X05={**MINUTES, "протокол_обучающихся": told}) == []


def test_a_passed_day_is_told_as_passed_and_at_least_two_other_ways_are_named() -> None:
    right = {"рабочее_место": "кабинет № 12", "переход_завершён": "2026-01-26", "способы": ["стенд", "звонок"]}
    assert asked(X01=right) == []
    assert asked(X01={**right, "переход_завершён": "2026-12-01"}) == [("answers.X01.переход_завершён", "after_order")]
    assert asked(X01={**right, "способы": ["стенд"]}) == [("answers.X01.способы", "too_few_lines")]
    assert asked(X01={**right, "районный_акт": "какое-то"}) == [("answers.X01.районный_акт", "not_a_paper")]
