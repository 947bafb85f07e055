"""An act need not be a resolution of a municipality: an order of a ministry, or a list of demands without any act."""

from datetime import date
from pathlib import Path

import pytest

from sferum_docs.directives.coverage import CoverageState, coverage
from sferum_docs.directives.legal_acts import Trust, acts_in_force
from sferum_docs.directives.model import Officer
from sferum_docs.docengine import file_text
from sferum_docs.packs.model import Pack
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import check_pack
from tests.packs.test_reader import PACK, faults_of, pack_of
from tests.second_acts import MINISTRY, REQUIREMENTS, SECOND_ACTS


def documents_of(pack: Pack) -> dict[str, str]:
    """What the documents of a pack say for the school of its sample."""
    sample = read_sample(pack)
    return {
        made.spec.id: "\n".join(line.text for line in file_text(made.content).lines)
        for made in prepare(sample.school, pack, sample.request)
    }


@pytest.mark.parametrize("name", SECOND_ACTS)
def test_its_documents_come_out_and_prove_every_clause_they_promise(second_acts: Path, name: str) -> None:
    pack = check_pack(second_acts / name)
    sample = read_sample(pack)
    made = {item.spec.id: item.paragraphs for item in prepare(sample.school, pack, sample.request)}
    states = {row.clause.path: row.state for row in coverage(pack.directive, pack.plans(), made)}
    assert {states[path] for spec in pack.documents for path in spec.carries_out} == {CoverageState.CARRIED}


def test_an_order_of_a_ministry_is_signed_and_nobody_controls_or_prepared_it(second_acts: Path) -> None:
    pack = check_pack(second_acts / MINISTRY)
    directive = pack.directive
    assert directive.is_act
    assert directive.signatory == Officer("Министр", "В. П. Ларина")
    assert (directive.controller, directive.executor) == (None, None)
    assert "Во исполнение приказа Министерства образования" in documents_of(pack)["M01"].replace("\u00a0", " ")


def test_two_clauses_may_be_printed_under_one_number_and_each_is_proven_by_itself(second_acts: Path) -> None:
    pack = check_pack(second_acts / MINISTRY)
    twins = [clause for clause in pack.directive.walk() if clause.number == "1.2"]
    assert [clause.path for clause in twins] == ["1.2", "1.2#2"]
    sample = read_sample(pack)
    proofs = {item.spec.id: set(item.paragraphs) for item in prepare(sample.school, pack, sample.request)}
    assert (proofs["M01"], proofs["M02"]) == ({"1.1", "1.2#2"}, {"1.2"})


def test_demands_without_an_act_stand_each_on_its_sources(second_acts: Path) -> None:
    pack = check_pack(second_acts / REQUIREMENTS)
    directive = pack.directive
    assert not directive.is_act
    assert (directive.number, directive.issuer, directive.signatory) == ("", "", None)
    assert directive.by_path["2.1"].sources == ("273-фз", "1802")
    assert {act.id: act.trust for act in pack.acts} == {
        "273-фз": Trust.OFFICIAL,
        "1802": Trust.SECONDARY,
        "разъяснение": Trust.UNCONFIRMED,
    }


def test_what_nobody_confirmed_is_not_printed(second_acts: Path) -> None:
    pack = check_pack(second_acts / REQUIREMENTS)
    assert set(acts_in_force(pack.acts, date(2026, 9, 7))) == {"273-фз", "1802"}
    assert "фотографиях" not in documents_of(pack)["T01"]


def test_an_act_tells_who_issued_it_and_a_list_of_demands_need_not(tmp_path: Path) -> None:
    acts = ("number", "issuer", "issuer_short", "adopting_word")
    lines = [line for line in PACK.splitlines() if line.split(" = ")[0] not in (*acts, "signatory")]
    wanted = [(f"pack.toml: directive.{key}", "empty") for key in ("number", "issuer")]
    assert faults_of(tmp_path, "\n".join(lines)) == wanted
    without = "\n".join(lines).replace('"ПОСТАНОВЛЕНИЕ"', '"Комплект без постановления"')
    assert faults_of(tmp_path, without) == [
        (f"pack.toml: clauses[{path}].sources", "demand_without_source") for path in ("1", "1/-1")
    ]
    founded = without.replace('addressee = "Школы"', 'sources = ["закон"]')
    assert not pack_of(tmp_path, founded).directive.is_act
    stray = founded.replace('sources = ["закон"]', 'sources = ["кодекс"]', 1)
    assert faults_of(tmp_path, stray) == [("pack.toml: clauses[1].sources", "unknown_act")]


def test_a_trust_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    wrong = PACK.replace('source = "закон"', 'source = "закон"\ntrust = "точно"')
    assert faults_of(tmp_path, wrong) == [("pack.toml: acts[закон].trust", "not_a_choice")]
