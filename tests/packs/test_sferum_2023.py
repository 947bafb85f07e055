"""The shipped pack says what resolution 262 says."""

from collections import Counter
from datetime import date

from sferum_docs.directives.model import DeadlineKind, Demand
from sferum_docs.packs.reader import load_pack
from sferum_docs.packs.sets import set_coverage
from sferum_docs.services.packs.choose import PACKS

PACK = load_pack(PACKS / "sferum-2023")
DIRECTIVE = PACK.directive


def test_the_tree_has_all_22_nodes_in_the_order_of_the_resolution() -> None:
    assert [clause.path for clause in DIRECTIVE.walk()] == [
        "1", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9",
        "1.9/-1", "1.9/-2", "1.9/-3", "1.9/-4", "1.9/-5", "1.9/-6", "1.9/-7", "1.9/-8",
        "2", "2/-1", "3", "4",
    ]  # fmt: skip


def test_texts_are_quoted_to_the_letter_with_the_misprints_of_the_source() -> None:
    text = {path: clause.text for path, clause in DIRECTIVE.by_path.items()}
    assert text["1.2"] == "Обеспечить 100 % регистрацию сотрудников организаций в «Сферум» в срок до 20.10.2023г."
    assert text["1.7"].startswith("Назначить ответственных лиц в каждой образовательной организации")
    assert text["1.9/-6"] == (
        "«Учителя, совершившие минимум 1 звонок за неделю» "
        "(Количество учителей, совершивших минимум 1 звонок за неделю);"
    )
    assert text["4"].endswith('возложить на Меджидова Б.А. - зам.Главы Администрации МР "Сергокалинский район".')
    assert DIRECTIVE.by_path["1.1"].marker == "- 1.1."


def test_only_clause_1_7_demands_an_act_outright() -> None:
    assert [clause.path for clause in DIRECTIVE.walk() if clause.demand is Demand.ACT] == ["1.7"]


def test_clauses_for_the_district_are_not_the_schools() -> None:
    assert [clause.path for clause in DIRECTIVE.walk() if not clause.for_school] == ["2", "2/-1", "4"]


def test_deadlines_are_those_of_the_resolution() -> None:
    kinds = {path: clause.deadline.kind for path, clause in DIRECTIVE.by_path.items()}
    assert {path for path, kind in kinds.items() if kind is not DeadlineKind.NONE} == {"1.2", "1.3", "1.8"}
    assert DIRECTIVE.by_path["1.2"].deadline.date == date(2023, 10, 20)
    assert kinds["1.3"] is DeadlineKind.ASAP
    assert DIRECTIVE.by_path["1.8"].deadline.period == "P1W"


def test_eight_indicators_stand_under_clause_1_9() -> None:
    assert [clause.indicator for clause in DIRECTIVE.by_path["1.9"].children] == [f"I{n}" for n in range(1, 9)]
    assert Counter(item.period for item in DIRECTIVE.indicators) == {"stock": 5, "weekly": 3}


def test_the_law_is_cited_right_where_the_resolution_misprints_it() -> None:
    ban = next(act for act in PACK.acts if act.id == "149-фз")
    assert "частью 8 статьи 10 Федерального закона от 27.07.2006 № 149-ФЗ" in ban.citation
    assert not any("10.8" in act.citation for act in PACK.acts)
    assert ban.in_force_from == date(2023, 3, 1)


def test_every_preset_holds_documents_of_the_pack_and_the_full_one_all() -> None:
    assert [preset.id for preset in PACK.presets] == ["begin", "minimum", "standard", "report", "full"]
    assert PACK.presets[0].documents == ("D02", "D04", "D05")
    assert set(PACK.by_id) - set(PACK.presets[-1].documents) == {"D24"}, "it stands instead of D23"
    assert set(PACK.presets[0].documents) < set(PACK.presets[-1].documents)


def test_every_document_stands_in_one_group_of_its_matter() -> None:
    placed = [document for group in PACK.groups for document in group.documents]
    assert sorted(placed) == sorted(PACK.by_id)


def test_a_set_is_told_what_it_carries_out_and_what_it_leaves_bare() -> None:
    for preset in PACK.presets:
        found = set_coverage(PACK, preset.documents)
        owed = {path for spec in PACK.documents for path in spec.carries_out}
        assert {clause.path for clause in (*found.carried, *found.bare)} == owed, preset.id
        assert all(
            any(clause.path in PACK.by_id[document].carries_out for document in preset.documents)
            for clause in found.carried
        )


def test_every_clause_that_binds_the_school_has_a_question_in_the_checklist() -> None:
    asked = {question.clause for question in PACK.checklist}
    numbered = {clause.path for clause in DIRECTIVE.walk() if clause.for_school and clause.number}
    assert numbered - asked == set()
