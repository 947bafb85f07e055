import ast
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

import sferum_docs
from sferum_docs.docengine.findings import Place, finding
from sferum_docs.docengine.findings import sentences as engine_sentences
from sferum_docs.gost.model import Finding as Departure
from sferum_docs.gost.model import Status
from sferum_docs.gost.rules import not_applicable, rules, undecided
from sferum_docs.grammar.declension_overrides import read_exceptions
from sferum_docs.printing.faults import PrintingError
from sferum_docs.reading.faults import Fault, FaultLike, FaultsError, errors, retold, sentences

ROOT = Path(sferum_docs.__file__).parent
CODE = re.compile(r"[a-z]+([_-][a-z0-9]+)*")
QUOTED = re.compile(r'"([^"\n]*)"')


def test_a_fault_names_its_place_and_what_to_do() -> None:
    fault = Fault("bad_date", "строка 3, Срок", {"text": "31.02.2023"})
    assert fault.message() == (
        "строка 3, Срок: дата «31.02.2023» не существует или записана иначе. Запишите её как 20.10.2023."
    )


def test_an_error_holds_every_fault() -> None:
    error = FaultsError([Fault("empty", "инн"), Fault("empty", "кпп")])
    assert str(error) == "инн: заполните это поле.\nкпп: заполните это поле."


# which argument of a call is a code, by the room whose table holds its sentence
HOUSE = {"Fault": 0, "fault": 1, "retold": 0, "PrintingError": 0, "Trouble": 0}
ENGINE = {"finding": 0, "refuse": 0}
STANDARD = {"MissingFactError": 0, "RuleNotApplicableError": 0, "Violation": 0}


@cache
def nodes() -> tuple[tuple[Path, ast.Call | ast.Constant], ...]:
    """Every call and every constant of the program, read once."""
    return tuple(
        (path, node)
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call | ast.Constant)
    )


def code_arguments(places: Mapping[str, int]) -> list[tuple[str, ast.expr]]:
    """Where a code is given, and the expression that gives it."""
    found = []
    for path, node in nodes():
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in places and len(node.args) > places[name]:
                found.append((f"{path.relative_to(ROOT)}:{node.lineno}", node.args[places[name]]))
    return found


def codes(places: Mapping[str, int]) -> set[str]:
    """The codes that stand in the calls themselves."""
    said = {
        item.value
        for _, argument in code_arguments(places)
        for item in ast.walk(argument)
        if isinstance(item, ast.Constant) and isinstance(item.value, str)
    }
    return {code for code in said if CODE.fullmatch(code)}


def words_of_the_program() -> set[str]:
    """Every text that stands in the program or in its tables of data, sentences apart."""
    said = {node.value for _, node in nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    tables = (path for path in ROOT.rglob("*.toml") if path.name not in {"sentences.toml", "messages.toml"})
    texts = (text for path in tables for text in QUOTED.findall(path.read_text(encoding="utf-8")))
    return said | set(texts)


def test_every_code_that_the_program_raises_has_its_sentence() -> None:
    assert codes(HOUSE) - set(sentences()) == set()
    # `refuse` is also what a person does with a signature
    assert {code for code in codes(ENGINE) if "_" not in code} - set(engine_sentences()) == set()
    says = {key for rule in rules() for key in rule.says}
    assert codes(STANDARD) - set(undecided()) - set(not_applicable()) - says == set()


def test_every_sentence_is_said_by_somebody() -> None:
    said = words_of_the_program()
    for table in (sentences(), engine_sentences(), undecided(), not_applicable()):
        assert set(table) - said == set()
    assert {(rule.id, key) for rule in rules() for key in rule.says if key not in said} == set()


def test_no_code_is_put_together_of_pieces() -> None:
    built = [
        where
        for where, argument in code_arguments(HOUSE | ENGINE | STANDARD)
        for item in ast.walk(argument)
        if isinstance(item, ast.JoinedStr | ast.BinOp) and "house_templates" not in where
    ]
    assert built == []


def test_every_room_tells_what_is_wrong_in_one_shape() -> None:
    rule = rules()[0]
    told: list[FaultLike] = [
        Fault("empty", "инн"),
        PrintingError("no_office").fault("приказ"),
        finding("unknown-name", "header1", Place(paragraph=2), "школа.имя"),
        Departure(rule, Status.REQUIRED, next(iter(rule.says)), DefaultValues()),
        *read_exceptions("exception = 3", "список школы")[1],
    ]
    for item in told:
        assert item.code
        assert item.severity == "error"
        assert item.message().endswith(item.sentence()[1:])
        assert errors([item]) == [item]
        assert retold("bad_template", [item])[0].sentence() == item.message()


class DefaultValues(dict[str, object]):
    """Values for any sentence."""

    def __missing__(self, key: str) -> str:
        return key


@pytest.mark.parametrize("code", sorted(sentences()))
def test_every_sentence_begins_like_one_and_ends_like_one(code: str) -> None:
    sentence = sentences()[code]
    assert re.match(r"[«А-ЯЁ{]", sentence)
    assert sentence.endswith((".", "}"))
    assert '"' not in re.sub(r"\{\{.*\}\}", "", sentence)  # a tag shown as an example may hold some
