"""Whom a table means by a name as people write it: found, proposed, or nobody. Never somebody by a guess."""

import pytest

from sferum_docs.schools.lists.find_worker import Workers
from tests.builders import a_man, a_person
from tests.yardstick import within

HEN = "Соловей Анна Ивановна"
COCK = "Соловей Пётр Иванович"
OLDER, YOUNGER = "Алиева Патимат Омаровна", "Алиева Патимат Омаровна младшая"
HEAD = "Гаджиабдуллаева Эльмира-Патимат Нурмагомедовна"
DOUBLE = "Мусаева-Магомедова Хадижат Гаджиевна"
HE, SHE = "Иванов Андрей Иванович", "Иванова Анна Ильинична"
SON_OF, SHORT, YO = "Мамедов Ариф Гусейн оглы", "Ким Олег", "Фёдоров Семён Артёмович"
MEN = (COCK, HE, SON_OF, SHORT, YO)
STAFF = tuple((a_man if name in MEN else a_person)(name) for name in (HEN, OLDER, YOUNGER, HEAD, DOUBLE, SHE, *MEN))
WORKERS = Workers(STAFF)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (HEN, HEN),
        ("Соловей А. И.", HEN),
        ("Соловей А.И.", HEN),
        ("Соловей А И", HEN),
        ("Соловей П.", COCK),
        ("А.И. Соловей", HEN),
        ("Соловей Анна", HEN),
        ("Анна Ивановна Соловей", HEN),
        ("соловей а. и.", HEN),
        ("СОЛОВЕЙ А.И.", HEN),
        ("Соловeй А. И.", HEN),  # a Latin «e»
        ("Соловей\u00a0А.\u00a0И.", HEN),
        ("учитель Соловей А. И.", HEN),
        ("и.о. завуча Соловей А.И.", HEN),
        ("Соловей А.И., учитель химии", HEN),
        ("Соловей А. И. (химия)", HEN),
        ("Соловей А. И. 8 900 000-00-00", HEN),
        ("Алиева П. О. младшая", YOUNGER),
        ("Алиева П.О. (мл.)", YOUNGER),
        ("Алиева П. О. мл.", YOUNGER),
        ("Гаджиабдуллаева Э.-П. Н.", HEAD),
        ("Гаджиабдуллаева Э.‑П. Н.", HEAD),  # as the program writes it itself
        ("Гаджиабдуллаева Э. Н.", HEAD),
        ("Мусаева-Магомедова Х. Г.", DOUBLE),
        ("Мусаева – Магомедова Х.Г.", DOUBLE),
        ("Иванова А. И.", SHE),
        ("Иванов А. И.", HE),
        ("Мамедов А. Г.", SON_OF),
        ("Мамедов А. Г. оглы", SON_OF),
        ("Федоров С. А.", YO),
        ("Ким О.", SHORT),
    ],
)
def test_who_alone_bears_a_name_written_so_is_found(written: str, name: str) -> None:
    found = WORKERS.find(written).person
    assert (found.full_name if found else None) == name


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Алиева П. О.", {OLDER, YOUNGER}),
        ("Соловей", {HEN, COCK}),
        ("Ким", {SHORT}),
        ("Соловей А. К.", {HEN, COCK}),
        ("Саловей А. И.", {HEN}),
        ("Соловью П. И.", {COCK}),
        ("Ивановой А. И.", {HE, SHE}),
        ("Ивановой Анне", {SHE}),
        ("Иванову Андрею Ивановичу", {HE}),
        ("Киму О.", {SHORT}),
        ("Магомедова Х. Г.", {DOUBLE}),
        ("Магомедовой Х. Г.", {DOUBLE}),
        ("Гаджиабдуллаева Эльмира Нурмагомедовна", {HEAD}),
        ("Анна Ивановна", {HEN}),
        ("Учитель Соловей А. И.", {HEN}),
        ("Соловей А. И., Иванов А. И.", {HEN, HE}),
        ("Соловей А. И. и Ким О.", {HEN, SHORT}),
        ("Соловей А. И., Петров П. П.", {HEN}),
    ],
)
def test_who_may_be_meant_is_proposed_and_not_taken(written: str, names: set[str]) -> None:
    found = WORKERS.find(written)
    assert found.person is None
    assert {person.full_name for person in found.proposed} == names


@pytest.mark.parametrize("written", ["Петров П. П.", "администрация", "—", "все", "8 900 000-00-00"])
def test_nobody_is_proposed_for_what_is_nobodys_name(written: str) -> None:
    found = WORKERS.find(written)
    assert (found.person, found.proposed) == (None, ())


@pytest.mark.parametrize(("workers", "words"), [(1000, 3), (5000, 3), (1000, 100)])
def test_a_thousand_strange_names_in_a_long_list_are_looked_up_in_bounded_time(workers: int, words: int) -> None:
    """However many work there and however long the names are; the first of them is still held against everybody."""
    letters = "абвгдежзик"
    tails = [
        f"{letters[n // 1000]}{letters[n // 100 % 10]}{letters[n // 10 % 10]}{letters[n % 10]}" for n in range(5000)
    ]
    school = Workers(tuple(a_man(f"Омаров{tail} Али Исаевич") for tail in tails[:workers]))
    assert school.find(f"Омраов{tails[7]} Али Исаевич").proposed
    with within(60):
        for tail in tails[:1000]:
            school.find(f"Джамалудинов{tail}" + " Да" * (words - 1))


def test_a_list_of_chats_as_long_as_there_are_has_its_slips_told() -> None:
    names = [f"Омаров{chr(1072 + n // 32)}{chr(1072 + n % 32)} Али Исаевич" for n in range(100)]
    school = Workers(tuple(map(a_man, names)))
    assert all(school.find(name.replace("Омаров", "Омраов")).proposed for name in names)
