"""A first name is asked about when its sex or its case is open, and only then; the surnames here tell no sex."""

import csv
from pathlib import Path

import pytest

from sferum_docs.grammar import Gender, detect_gender
from sferum_docs.grammar.persons.names import full_name_paradigm
from sferum_docs.grammar.tables import table
from sferum_docs.schools.names import split_full_name

# names of both sexes, short and full; rare and foreign ones; ones whose declension the bearer decides
DOUBTFUL = """Цой Женя;Цой Саша;Цой Валя;Цой Шура;Цой Слава;Цой Паша;Цой Вася;Цой Сима;Цой Гера;Цой Ника
Цой Мика;Цой Тома;Цой Стася;Цой Нур;Цой Икрам;Цой Исмат;Цой Ширин;Цой Жаргал
Цой Бадма;Цой Хикмет;Цой Иман;Цой Даниэль;Цой Алекс;Цой Крис
Цой Мишель;Цой Андреа;Цой Рене;Цой Ноа;Цой Вэй;Цой Сяомин;Цой Чиди;Цой Аманду;Цой Анджи;Цой Зейналь;Цой Бела
Цой Марек Янович;Цой Левко Остапович;Цой Айсель Азизовна;Цой Мкртыч Ашотович;Цой Тимур Азизовна"""
ORDINARY = """Цой Емельян;Цой Елисей;Цой Макар;Цой Матвей;Цой Платон;Цой Прохор;Цой Мирон;Цой Назар;Цой Данила
Цой Гаврила;Цой Рафаэль;Цой Айдар;Цой Ильдар;Цой Ирек;Цой Вахтанг;Цой Реваз;Цой Тигран;Цой Ашот;Цой Арам;Цой Ерлан
Цой Беслан;Цой Саян;Цой Юра;Цой Коля;Цой Дима;Цой Гриша;Цой Сеня;Цой Никита;Цой Илья;Цой Кузьма;Цой Шамиль;Цой Магомед
Цой Злата;Цой Глафира;Цой Марфа;Цой Ариадна;Цой Влада;Цой Серафима;Цой Резеда;Цой Розалия;Цой Лейсан;Цой Чулпан
Цой Нана;Цой Этери;Цой Гаяне;Цой Ануш;Цой Айгерим;Цой Сардаана;Цой Петимат;Цой Маша;Цой Катя;Цой Надя;Цой Патимат
Цой Захария Ильич;Цой Вавила Кузьмич;Цой Анания Львович;Цой Сеня Ильич;Цой Иса Мусаевич;Цой Нинель Ильинична
Цой Любовь Петровна"""


# written down before the lists of names were widened, and looked at only when those were ready
KEPT_BACK = Path(__file__).with_name("doubts.tsv")


def kept_back(doubt: str) -> list[str]:
    with KEPT_BACK.open(encoding="utf-8", newline="") as table:
        return [row["name"] for row in csv.DictReader(table, delimiter="\t") if row["doubt"] == doubt]


def names(table: str) -> list[str]:
    return table.replace("\n", ";").split(";")


def is_asked(full_name: str) -> bool:
    """Whether a person must look at the name: its sex is not known, or a form of it is open."""
    parts = split_full_name(full_name)
    assert parts
    sex = detect_gender(parts.last, parts.first, parts.middle)
    return sex is None or full_name_paradigm(full_name, sex).doubtful


@pytest.mark.parametrize("name", names(DOUBTFUL))
def test_a_first_name_of_open_sex_or_case_is_asked_about(name: str) -> None:
    assert is_asked(name)


@pytest.mark.parametrize("name", names(ORDINARY))
def test_an_ordinary_first_name_is_not_asked_about(name: str) -> None:
    assert not is_asked(name)


def test_both_tables_are_long_enough_to_say_something() -> None:
    assert len(names(DOUBTFUL)) == 40
    assert len(names(ORDINARY)) == 60


@pytest.mark.parametrize("name", ["Вавила", "Сила", "Неемия", "Аттила", "Риза", "Ара"])
def test_a_man_whose_name_ends_as_those_of_women_is_no_woman(name: str) -> None:
    assert detect_gender("Цой", name) is Gender.MALE


@pytest.mark.parametrize("name", ["Надин", "Клодин"])
def test_a_woman_whose_name_ends_as_those_of_men_is_no_man(name: str) -> None:
    assert detect_gender("Цой", name) is Gender.FEMALE


@pytest.mark.parametrize("name", kept_back("да"))
def test_a_doubtful_name_of_the_kept_back_set_is_asked_about(name: str) -> None:
    assert is_asked(name)


@pytest.mark.parametrize("name", kept_back("нет"))
def test_an_ordinary_name_of_the_kept_back_set_is_not_asked_about(name: str) -> None:
    assert not is_asked(name)


@pytest.mark.parametrize(
    ("first", "sex"),
    [
        ("Абдулшамиль", Gender.MALE),
        ("Магомедхан", Gender.MALE),
        ("Патиматхан", Gender.FEMALE),
        ("Гюльмагомед", Gender.MALE),
        ("Арсланбике", Gender.FEMALE),
        ("Тавхан", None),
        ("Сатанбек", Gender.MALE),
    ],
)
def test_a_name_joined_of_two_has_the_sex_on_which_both_agree(first: str, sex: Gender | None) -> None:
    assert detect_gender("Цой", first) is sex


def test_each_first_name_stands_once() -> None:
    lists = table("first_names")
    rows = [word for part in ("both", "m", "f") for words in lists[part].values() for word in words.split()]
    assert sorted({word for word in rows if rows.count(word) > 1}) == []
    assert [word for word in rows if not word.isalpha() and not word.replace("-", "").isalpha()] == []
