"""Each sentence of the table names whom a person would name; nobody is ever named who is not printed."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_docs.acts_reader.model import Control
from sferum_docs.acts_reader.words import NOBODY, Addressee, addressee, control
from sferum_docs.grammar import Case, Gender, full_name_paradigm
from sferum_docs.grammar.backwards import nominative, nominative_name


def rows() -> list[dict[str, str]]:
    with Path(__file__).with_name("addressees.tsv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"][:60])
def test_the_addressee_of_a_sentence(row: dict[str, str]) -> None:
    found = addressee(row["text"], NOBODY, row["above"], of_school=row["of_school"] == "1")
    assert (found.value.raw, found.value.nominative) == (row["raw"], row["nominative"])
    assert str(int(found.value.for_school)) == row["for_school"]
    assert " ".join(doubt.code for doubt in found.doubts) == row["doubts"]
    assert found.value.raw in row["text"]


def test_a_node_that_names_nobody_takes_the_one_above() -> None:
    heads = Addressee("Руководителям школ", "Руководители школ")
    found = addressee("обеспечить явку", heads).value
    assert found == Addressee("", "Руководители школ", for_school=True, inherited=True)


def test_an_authority_that_names_nobody_speaks_to_schools_only_where_it_is_not_its_own_business() -> None:
    assert addressee("Провести тренировки во всех школах округа.").value.for_school
    for own in ("Опубликовать постановление в газете.", "Признать утратившим силу приказ от 01.09.2025 № 5.", OWN[0]):
        assert not addressee(own).value.for_school
        assert addressee(own, of_school=True).value.for_school
    above = addressee("Утвердить:").value
    assert not addressee("Положение о рабочей группе (приложение № 2);", above, "Утвердить:").value.for_school


def test_the_doubt_of_a_name_offers_what_else_it_may_be() -> None:
    assert addressee("Учителю физики Пак Ю.Ю. провести урок.", of_school=True).doubts == ()
    text = "Назначить ответственным за сайт учителя физики Иванова И.И."
    doubtful = addressee(text, of_school=True)
    said = [choice.says for choice in doubtful.doubts[0].choices]
    assert said[0] == doubtful.value.nominative
    assert len(said) > 1
    assert said[-1] == "никто не назван"


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    found = addressee(text)
    assert found.value.raw in text
    control(text)


WOMEN = (
    "Алиева Патимат Омаровна",
    "Сорока Анна Ильинична",
    "Черных Тамара Тихоновна",
    "Толстая Мария Михайловна",
    "Ким Лариса Витальевна",
    "Кузьмич Ольга Петровна",
    "Бондаренко Светлана Юрьевна",
    "Раджабова Саният Шарапудиновна",
    "Мельник Анна Львовна",
)
MEN = (
    "Иванов Иван Иванович",
    "Ткач Виктор Васильевич",
    "Гречко Юрий Фёдорович",
    "Бережной Алексей Андреевич",
    "Магомедов Шамиль Гасанович",
    "Заяц Пётр Петрович",
    "Достоевский Фёдор Михайлович",
    "Лебедь Олег Олегович",
    "Цой Виктор Робертович",
)
PERSONS = [*((name, Gender.FEMALE) for name in WOMEN), *((name, Gender.MALE) for name in MEN)]


@pytest.mark.parametrize("case", [Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL])
@pytest.mark.parametrize(("name", "gender"), PERSONS)
def test_a_declined_name_comes_back(name: str, gender: Gender, case: Case) -> None:
    declined = full_name_paradigm(name, gender).at(case).text
    found = nominative_name(declined, case)
    assert name.replace("ё", "е") in {said.replace("ё", "е") for said in (found.text, *found.others)}


@pytest.mark.parametrize(
    ("text", "case", "said"),
    [
        ("Сестре медицинской Ивановой Л.П.", Case.DATIVE, "Сестра медицинская Иванова Л.П."),
        ("и.о. директора школы Петрову А.А.", Case.DATIVE, "и.о. директора школы Петров А.А."),
        ("Комитету по физической культуре и спорту", Case.DATIVE, "Комитет по физической культуре и спорту"),
        ("Комитету по образованию и отделу культуры", Case.DATIVE, "Комитет по образованию и отдел культуры"),
        ("заместителем директора Ивановой И.И.", Case.INSTRUMENTAL, "Заместитель директора Иванова И.И."),
        ("Родителям (законным представителям)", Case.DATIVE, "Родители (законные представители)"),
        ("Директору школы имени Гамзатова Р.Г.", Case.DATIVE, "Директор школы имени Гамзатова Р.Г."),
        ("специалистов отдела образования", Case.ACCUSATIVE, "Специалисты отдела образования"),
        ("первого заместителя Главы Толстую М.М.", Case.ACCUSATIVE, "Первый заместитель Главы Толстая М.М."),
    ],
)  # fmt: skip
def test_a_phrase_comes_back_to_the_nominative(text: str, case: Case, said: str) -> None:
    assert nominative(text, case).text == said


OWN = (
    "Контроль за исполнением настоящего приказа оставляю за собой.",
    "Контроль исполнения настоящего приказа оставляю за собой",
    "Контроль за исполнением постановления возлагаю на себя.",
    "контроль за исполнением распоряжения оставить за собой;",
    "Контроль за выполнением приказа оставляю за собою.",
    "Общий контроль за исполнением приказа оставляю за собой.",
    "Контроль за исполнением приказа беру на себя.",
    "Контроль за исп олнением приказа оставляю за собой .",
    "Контроль за исполнением настоящего приказа осуществляю лично.",
    "Контроль над исполнением настоящего приказа сохраняю за собой.",
    "Контроль оставляю за собой.",
)


@pytest.mark.parametrize("text", OWN)
def test_the_signatory_keeps_the_control(text: str) -> None:
    assert control(text).value == Control(himself=True)
    assert addressee(text, of_school=True).value == NOBODY


@pytest.mark.parametrize(
    ("text", "person", "printed", "post"),
    [
        (
            "Контроль за исполнением постановления возложить на Меджидова Б.А. - зам.Главы Администрации МР.",
            "Меджидов Б.А.", "Меджидова Б.А.", "зам.Главы Администрации МР",
        ),
        (
            "контроль за исполнением приказа поручить начальнику отдела кадров Ивлевой Д.Д.",
            "Ивлева Д.Д.", "Ивлевой Д.Д.", "начальнику отдела кадров",
        ),
        (
            "Контроль возложить на управляющего делами администрации (Гречко Ю.Ф.).",
            "Гречко Ю.Ф.", "Гречко Ю.Ф.", "управляющего делами администрации",
        ),
        (
            "Контроль за исполнением приказа осуществляется заместителем директора Ивановой И.И.",
            "Иванова И.И.", "Ивановой И.И.", "заместителем директора",
        ),
        (
            "Контроль за исполнением настоящего постановления возложить на заместителя главы А.А. Петрова.",
            "А.А. Петров", "А.А. Петрова", "заместителя главы",
        ),
        ("Контроль за исполнением распоряжения возложить на отдел образования.", "", "", "отдел образования"),
    ],
)  # fmt: skip
def test_who_watches(text: str, person: str, printed: str, post: str) -> None:
    said = control(text).value
    assert said is not None
    assert (said.person, said.person_as_printed, said.post_as_printed) == (person, printed, post)


@pytest.mark.parametrize(
    "text",
    [
        "Организовать контроль за посещаемостью занятий.",
        "Вести строгий контроль за использованием платформы.",
        "Взять под личный контроль повышение показателей:",
        "Классным руководителям усилить контроль за внешним видом.",
    ],
)
def test_other_control_is_not_that_of_the_act(text: str) -> None:
    assert control(text).value is None
