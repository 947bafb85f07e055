"""The score sees every fault put in on purpose, and none in the gold trees themselves."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.acts_reader.score import ACTS, COUNTS, SHARES, Score, names, score

if TYPE_CHECKING:
    from collections.abc import Callable


def gold(name: str) -> dict[str, Any]:
    """A gold tree as if it had been read, without a doubt."""
    tree: dict[str, Any] = json.loads((ACTS / f"{name}.gold.json").read_text(encoding="utf-8"))
    return tree | {"doubts": []}


def against(name: str, change: Callable[[dict[str, Any]], object]) -> Score:
    """The score of the gold tree with a fault put in."""
    right, read = gold(name), gold(name)
    change(read)
    return score(right, read, (ACTS / f"{name}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", names())
def test_a_gold_tree_has_no_fault_against_itself(name: str) -> None:
    said = against(name, lambda _tree: None)
    assert said.faults == []
    assert {said.percent(share) for share in SHARES if not share.startswith("doubt")} <= {100, None}
    assert sum(said.count[kind] for kind in COUNTS) == 0


def _of_the_annex(tree: dict[str, Any]) -> None:
    more = copy.deepcopy(tree["clauses"][-1]) | {"path": "9", "text": "Проверяет путевые листы; проводит инструктажи;"}
    tree["clauses"].append(more | {"text": "1.1. Настоящий Порядок определяет правила подвоза обучающихся."})


FAULTS: dict[str, Callable[[dict[str, Any]], object]] = {
    "recall": lambda tree: tree["clauses"].pop(0),
    "precision": lambda tree: tree["clauses"].append(
        copy.deepcopy(tree["clauses"][0]) | {"path": "9", "text": "Закрыть школу по случаю весны."}
    ),
    "text": lambda tree: tree["clauses"][0].update(text=tree["clauses"][0]["text"] + " И ещё слово."),
    "parent": lambda tree: tree["clauses"].insert(2, tree["clauses"][1]["children"].pop()),
    "number": lambda tree: tree["clauses"][0].update(number="7"),
    "addressee": lambda tree: tree["clauses"][1].update(addressee_raw="Руководителям"),
    "nominative": lambda tree: tree["clauses"][1].update(addressee="Руководителям"),
    "deadline": lambda tree: tree["clauses"][2]["deadline"].update(kind="date"),
    "dates": lambda tree: tree["clauses"][1]["children"][0]["deadline"].update(date="2026-09-02"),
    "detail": lambda tree: tree["clauses"][2]["deadline"].update(days=5),
    "meta": lambda tree: tree["meta"].update(title="О разном"),
    "references": lambda tree: tree["preamble"]["legal_references"].pop(),
    "invented_dates": lambda tree: tree["clauses"][0]["deadline"].update(kind="date", date="2026-01-01"),
    "invented_deadlines": lambda tree: tree["clauses"][0]["deadline"].update(kind="asap"),
    "invented_addressees": lambda tree: tree["clauses"][0].update(addressee_raw="Директору"),
    "invented_references": lambda tree: tree["preamble"]["legal_references"].append({"number": "1", "date": None}),
    "invented_repeals": lambda tree: tree["repeals"].append({"number": "1", "date": None}),
    "annex_nodes": _of_the_annex,
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_moves_its_own_figure(name: str) -> None:
    said = against("b08_order_with_procedure", FAULTS[name])
    if name in SHARES:
        assert (said.percent(name) or 0) < 100
    else:
        assert said.count[name] == 1
    assert said.faults


def test_a_wrong_clause_wants_a_mark_and_a_right_one_none() -> None:
    def wrong(tree: dict[str, Any]) -> None:
        tree["clauses"][0]["text"] = "Утвердить прилагаемый Порядок организации подвоза"
        tree["doubts"] = [{"path": "1"}, {"path": "2.1"}]

    said = against("b08_order_with_procedure", wrong)
    assert said.percent("doubt_wrong") == 100
    assert (said.right["doubt_right"], said.whole["doubt_right"]) == (1, 6)


def test_a_repeal_that_is_not_found_is_seen() -> None:
    assert against("b07_joint_order", lambda tree: tree["repeals"].pop()).percent("repeals") == 50


def test_what_the_gold_act_does_not_name_is_not_to_be_named() -> None:
    said = against("b04_letter_vaccination", lambda tree: tree["meta"].update(kind=None))
    assert said.right["meta"] == said.whole["meta"] - 1
    bare = gold("b04_letter_vaccination")
    bare["meta"]["number"] = None
    text = (ACTS / "b04_letter_vaccination.txt").read_text(encoding="utf-8")
    assert score(bare, gold("b04_letter_vaccination"), text).count["invented_meta"] == 1
