import ast
import re
from pathlib import Path

import pytest

import sferum_docs
from sferum_docs.reading.faults import Fault, FaultsError, sentences

ROOT = Path(sferum_docs.__file__).parent
CODE = re.compile(r"[a-z]+(_[a-z]+)*")


def test_a_fault_names_its_place_and_what_to_do() -> None:
    fault = Fault("bad_date", "строка 3, Срок", {"text": "31.02.2023"})
    assert fault.message() == (
        "строка 3, Срок: дата «31.02.2023» не существует или записана иначе. Запишите её как 20.10.2023."
    )


def test_an_error_holds_every_fault() -> None:
    error = FaultsError([Fault("empty", "инн"), Fault("empty", "кпп")])
    assert str(error) == "инн: заполните это поле.\nкпп: заполните это поле."


def codes_in_the_program() -> set[str]:
    found = set()
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                place = {"Fault": 0, "fault": 1}.get(name)
                if place is not None and len(node.args) > place:
                    found |= {
                        item.value
                        for item in ast.walk(node.args[place])
                        if isinstance(item, ast.Constant) and isinstance(item.value, str)
                    }
    return {code for code in found if CODE.fullmatch(code)}


def test_every_code_that_the_program_raises_has_its_sentence() -> None:
    assert codes_in_the_program() - set(sentences()) == set()


@pytest.mark.parametrize("code", sorted(sentences()))
def test_every_sentence_begins_like_one_and_ends_like_one(code: str) -> None:
    sentence = sentences()[code]
    assert re.match(r"[«А-ЯЁ{]", sentence)
    assert sentence.endswith((".", "}"))
    assert '"' not in sentence
