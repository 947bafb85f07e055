import pytest

from sferum_docs.schools.posts import PostKind, post_kind

ADMINISTRATIVE = [
    "директор", "и. о. директора", "исполняющая обязанности директора", "врио заведующего",
    "Заместитель директора по УВР",
    "зам. директора по АХЧ", "зам.дир. по УР", "замдиректора по ВР", "завуч", "и.о. завуча", "заведующий хозяйством",
    "завхоз", "зав. библиотекой", "секретарь учебной части", "секретарь-машинистка", "делопроизводитель",
    "Ведущий документовед", "специалист по кадрам", "инспектор по кадрам", "системный администратор",
    "инженер-программист", "старший лаборант", "главный бухгалтер", "библиотекарь",
    "руководитель структурного подразделения",
]  # fmt: skip
PEDAGOGICAL = [
    "учитель информатики", "Учительница начальных классов", "уч. физики", "учитель истории и обществознания",
    "преподаватель-организатор ОБЗР", "педагог-психолог", "социальный педагог", "педагог-библиотекарь",
    "старший воспитатель", "воспитатель группы продлённого дня", "старшая вожатая", "тьютор", "старший методист",
    "советник директора по воспитанию и взаимодействию с детскими общественными объединениями",
    "классный руководитель", "музыкальный руководитель", "руководитель физического воспитания",
    "учитель, классный руководитель", "учитель, заведующий кабинетом", "учитель химии, руководитель МО",
    "учитель начальных классов, председатель профкома", "учитель-логопед высшей категории",
]  # fmt: skip
BOTH = [
    "учитель физики, заместитель директора", "заместитель директора (учитель физики)",
    "учитель информатики / системный администратор", "учитель и секретарь",
]  # fmt: skip
UNKNOWN = ["помощник воспитателя", "младший воспитатель", "вожатый", "повар", "замочник", "медицинская сестра", "—", ""]


@pytest.mark.parametrize("post", ADMINISTRATIVE)
def test_who_runs_the_school_and_its_office_holds_an_administrative_post(post: str) -> None:
    assert post_kind(post) is PostKind.ADMINISTRATIVE


@pytest.mark.parametrize("post", PEDAGOGICAL)
def test_who_teaches_holds_a_pedagogical_post_whatever_else_stands_in_its_name(post: str) -> None:
    assert post_kind(post) is PostKind.PEDAGOGICAL


@pytest.mark.parametrize("post", BOTH)
def test_of_two_posts_in_one_line_the_administrative_one_decides(post: str) -> None:
    assert post_kind(post) is PostKind.ADMINISTRATIVE


@pytest.mark.parametrize("post", UNKNOWN)
def test_a_post_that_nobody_listed_is_asked_about(post: str) -> None:
    assert post_kind(post) is PostKind.UNKNOWN
