from pathlib import Path

import pytest

from sferum_docs.documents.tags.people import full_name, with_exceptions
from sferum_docs.grammar import Case
from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.model import Word, WordDecision
from sferum_docs.services.school.declension_overrides import exception_list, read_list
from tests.builders import a_man, a_school

LIST = """
[[exception]]
kind = "last"
nominative = "Заяц"
gender = "m"
"родительный" = "Заяца"
"винительный" = "Заяца"
"""


def listed(folder: Path, text: str) -> Path:
    path = folder / "exceptions.toml"
    path.write_text(text, encoding="utf-8")
    return path


def accusative(person: object) -> str:
    return full_name(person).inflect(Case.ACCUSATIVE).text


def test_the_shipped_list_is_read() -> None:
    assert exception_list().index == {}


def test_a_listed_surname_follows_the_list_in_every_document(tmp_path: Path) -> None:
    school = a_school(staff=(a_man("Заяц Иван Юрьевич"),))
    school = with_exceptions(school, read_list(listed(tmp_path, LIST)))
    assert accusative(school.staff[0]) == "Заяца Ивана Юрьевича"


def test_what_was_decided_for_the_person_beats_the_list(tmp_path: Path) -> None:
    decided = a_man("Заяц Иван Юрьевич", decisions=(WordDecision(Word.LAST, "Заяц", fixed=True),))
    school = with_exceptions(a_school(staff=(decided,)), read_list(listed(tmp_path, LIST)))
    assert accusative(school.staff[0]) == "Заяц Ивана Юрьевича"


def test_an_absent_list_is_empty(tmp_path: Path) -> None:
    assert read_list(tmp_path / "нет.toml").index == {}


def test_every_wrong_row_of_a_list_is_named(tmp_path: Path) -> None:
    text = LIST.replace('"last"', '"имя"') + LIST.replace("nominative", "word")
    with pytest.raises(FaultsError) as caught:
        read_list(listed(tmp_path, text))
    assert {fault.place for fault in caught.value.faults} == {"exceptions.toml: запись 1", "exceptions.toml: запись 2"}
    assert "Возможные: last" in str(caught.value)
