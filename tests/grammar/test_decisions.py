"""A person's word goes before the school's list, that before the district's, that before the rules."""

from types import MappingProxyType

import pytest

from sferum_docs.grammar import Case, Gender, decline_name, decline_organisation, decline_post, name_paradigm
from sferum_docs.grammar.declension_overrides import (
    Decisions,
    ExceptionEntry,
    Exceptions,
    Kind,
    Mode,
    NameOverrides,
    Override,
    read_exceptions,
)
from sferum_docs.grammar.values import FullName
from sferum_docs.reading.faults import Fault

_OWN = Override("Заяц", Mode.OWN, MappingProxyType({Case.GENITIVE: "Заяца"}))


def _listed(form: str, source: str, gender: Gender | None = None) -> ExceptionEntry:
    own = Override("Заяц", Mode.OWN, MappingProxyType({Case.GENITIVE: form}))
    return ExceptionEntry(Kind.LAST, own, gender, source)


def _genitive(decisions: Decisions, gender: Gender = Gender.MALE) -> tuple[str, bool, str]:
    found = decline_name("Заяц", "last", gender, Case.GENITIVE, decisions=decisions)
    return found.text, found.certain, found.source


def test_without_decisions_a_doubtful_surname_waits_for_a_click() -> None:
    found = decline_name("Заяц", "last", Gender.MALE, Case.GENITIVE)
    assert not found.certain
    assert found.choices == ("Зайца", "Заяца")


def test_one_click_on_a_choice_settles_all_six_forms() -> None:
    choice = name_paradigm("Заяц", "last", Gender.MALE).choices[1]
    settled = name_paradigm("Заяц", "last", Gender.MALE, decisions=Decisions(Override.chosen(choice)))
    assert settled.forms == choice.forms
    assert not settled.doubtful


def test_own_forms_may_be_sparse_and_the_rules_fill_the_rest() -> None:
    assert _genitive(Decisions(_OWN)) == ("Заяца", True, "решение о человеке")
    assert decline_name("Заяц", "last", Gender.MALE, Case.DATIVE, decisions=Decisions(_OWN)).text == "Зайцу"


def test_a_confirmed_automatic_form_is_certain() -> None:
    assert _genitive(Decisions(Override("Заяц"))) == ("Зайца", True, "решение о человеке")


def test_a_name_may_be_left_undeclined() -> None:
    assert _genitive(Decisions(Override("Заяц", Mode.FIXED)))[0] == "Заяц"


def test_a_decision_about_another_spelling_asks_again() -> None:
    found = decline_name("Зайцев", "last", Gender.MALE, Case.GENITIVE, decisions=Decisions(_OWN))
    assert (found.text, found.certain) == ("Зайцева", False)
    assert "Заяц" in found.note


def test_the_school_goes_before_the_district_and_the_person_before_both() -> None:
    lists = Exceptions.of([_listed("Школы", "список школы")], [_listed("Района", "список района")])
    assert _genitive(Decisions(exceptions=lists)) == ("Школы", True, "список школы")
    assert _genitive(Decisions(_OWN, lists))[0] == "Заяца"


def test_an_entry_for_a_gender_goes_before_the_entry_for_both() -> None:
    lists = Exceptions.of([_listed("Любого", "список"), _listed("Женщины", "список", Gender.FEMALE)])
    assert _genitive(Decisions(exceptions=lists), Gender.FEMALE)[0] == "Женщины"
    assert _genitive(Decisions(exceptions=lists))[0] == "Любого"


def test_the_overrides_of_a_person_reach_every_part() -> None:
    person = FullName("Заяц", "Айгуль", gender=Gender.FEMALE, overrides=NameOverrides(first=Override("Айгуль")))
    assert person.inflect(Case.GENITIVE).certain


def test_spaces_around_the_stored_nominative_do_not_matter() -> None:
    assert _genitive(Decisions(Override(" Заяц ", Mode.FIXED))) == ("Заяц", True, "решение о человеке")


def test_a_person_with_decisions_can_stand_in_a_set() -> None:
    person = FullName("Заяц", "Иван", overrides=NameOverrides(last=_OWN))
    assert len({person, person.in_case(Case.GENITIVE)}) == 2


def test_posts_and_organisations_take_exceptions_too() -> None:
    text = """
    [[exception]]
    kind = "post"
    nominative = "техслужащая"
    fixed = true

    [[exception]]
    kind = "organisation"
    nominative = "г. Махачкала"
    "родительный" = "г. Махачкалы"
    """
    entries, faults = read_exceptions(text, "список школы")
    decisions = Decisions(exceptions=Exceptions.of(entries))
    assert faults == ()
    assert decline_post("техслужащая", Case.DATIVE, decisions=decisions).text == "техслужащая"
    assert decline_organisation("г. Махачкала", Case.GENITIVE, decisions=decisions).text == "г. Махачкалы"


def test_all_faults_of_a_list_are_told_at_once() -> None:
    text = """
    [[exception]]
    kind = "сапожник"
    nominative = ""
    "звательный" = "Заяче"

    [[exception]]
    kind = "last"
    nominative = "Заяц"
    gender = "x"

    [[exception]]
    kind = "last"
    nominative = "Заяц"
    "родительный" = 3
    """
    entries, faults = read_exceptions(text, "список школы")
    assert entries == ()
    assert faults == (
        Fault("exception_kind", "запись 1"),
        Fault("exception_nominative", "запись 1"),
        Fault("exception_case", "запись 1"),
        Fault("exception_gender", "запись 2"),
        Fault("exception_empty", "запись 2"),
        Fault("exception_form", "запись 3"),
    )


@pytest.mark.parametrize("text", ["[[exception", "exception = 3"])
def test_a_list_that_is_no_table_is_a_fault(text: str) -> None:
    entries, faults = read_exceptions(text, "список школы")
    assert entries == ()
    assert [fault.code for fault in faults] == ["exception_toml"]


def test_the_word_that_tells_namesakes_apart_stays_with_initials_in_every_case() -> None:
    person = FullName("Алиева", "Патимат", "Омаровна младшая", Gender.FEMALE)
    shown = {case: person.in_case(case).initials(after=True).replace("\N{NO-BREAK SPACE}", " ") for case in Case}
    assert shown[Case.NOMINATIVE] == "Алиева П. О. младшая"
    assert shown[Case.DATIVE] == "Алиевой П. О. младшей"
    assert shown[Case.ACCUSATIVE] == "Алиеву П. О. младшую"
    assert all(person.paradigm().certain)


def test_initials_of_ones_own_stand_in_place_of_the_first_letters() -> None:
    assert (
        FullName("Алиева", "Эльмира-Патимат", "Омаровна", short="Э. О.").initials() == "Э. О.\N{NO-BREAK SPACE}Алиева"
    )
