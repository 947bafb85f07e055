"""What the papers about people who come and go say, to the letter, and that the standard finds nothing in them.

After a wanted change of wording: UPDATE_GOLDEN=1 python -m pytest tests/services/test_golden_of_people.py
"""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sferum_docs.documents.making.generate import gaps, make
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.documents.staffing.model import (
    ChangeKind,
    KnownOrder,
    OrdersToKnow,
    PassedChat,
    PassedRole,
    Staffing,
)
from sferum_docs.documents.staffing.record import kept_staffing, staffing_record
from sferum_docs.gost.check import check
from sferum_docs.gost.model import Facts, Profile
from sferum_docs.packs.model import Pack
from sferum_docs.schools.model import Person, School
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.people.pack_papers import with_people_papers
from sferum_docs.services.school.declension_overrides import as_listed
from tests.builders import PACK_ID
from tests.services.test_golden import shown

GOLDEN = Path(__file__).resolve().parents[1] / "golden_of_people"
DAY = date(2026, 12, 1)
ORDER = KnownOrder(1, "приказ", date(2026, 9, 7), "45-ОД", "О назначении ответственных за использование «Сферума»")
OTHER = KnownOrder(2, "приказ", date(2026, 9, 7), "46-ОД", "О переходе на «Сферум»")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return with_people_papers(find_pack(PACK_ID))


@pytest.fixture(scope="module")
def school(pack: Pack) -> School:
    return as_listed(read_sample(pack).school)


def leaves(school: School, name: str) -> Person:
    person = school.worker(name)
    assert person is not None
    return person


def told(school: School) -> dict[str, Staffing]:
    secretary, teacher = (leaves(school, name) for name in ("Абдулаева Марьям Исаевна", "Мамедова Севиль Ариф кызы"))
    deputy, bare = leaves(school, "Исаева Шахрузат Абдулкадыровна"), leaves(school, "Чавчавадзе Нино")
    all_of_it = Staffing(
        1, ChangeKind.DISMISSED, replace(deputy, class_name="5 «А»"), date(2026, 12, 5),
        "приказ от 30.11.2026 № 15-л «Об увольнении»",
        ORDER, (OTHER,), (PassedRole("ответственный за «Сферум»", secretary), PassedRole("замещающий", teacher)),
        "5 «А»", teacher,
        (PassedChat("Родители 5 «А»", "WhatsApp", teacher), PassedChat("Педсовет", "Telegram", secretary)),
        (OrdersToKnow(secretary, (ORDER, OTHER)), OrdersToKnow(teacher, (ORDER,))),
    )  # fmt: skip
    return {
        "увольнение": all_of_it,
        "перевод без отчества": Staffing(
            2, ChangeKind.MOVED, bare, date(2026, 12, 1), "", ORDER, (), (PassedRole("администратор", secretary),)
        ),
        "отсутствие с прошлого дня": replace(
            all_of_it, kind=ChangeKind.LEAVE, day=date(2026, 11, 20), ground="отпуск по уходу за ребёнком"
        ),
        "отсутствие": replace(all_of_it, kind=ChangeKind.LEAVE, ground="отпуск по уходу за ребёнком"),
        "приём": Staffing(3, ChangeKind.HIRED, bare, date(2026, 12, 1), to_know=(OrdersToKnow(bare, (ORDER, OTHER)),)),
    }


CASES = [("увольнение", name) for name in ("K01", "K02", "K03")]
CASES += [
    ("перевод без отчества", "K01"),
    ("отсутствие", "K01"),
    ("отсутствие с прошлого дня", "K01"),
    ("приём", "K03"),
]


@pytest.mark.parametrize(("case", "document"), CASES)
def test_a_paper_about_people_says_what_its_golden_text_says(
    pack: Pack, school: School, case: str, document: str
) -> None:
    staffing = told(school)[case]
    made_with = Situation(school, pack, pack.by_id[document], DAY, chosen=("K01", "K03"), staffing=staffing)
    assert not gaps(made_with)
    content = make(made_with).content
    path = GOLDEN / f"{document} {case}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(shown(content), encoding="utf-8", newline="\n")
    assert shown(content) == path.read_text(encoding="utf-8")
    report = check(content, Profile(edition="2025"), Facts(kind=pack.by_id[document].kind))
    assert [(item.code, item.place, item.message()) for item in report.required] == []


def test_what_a_paper_tells_is_kept_with_it_whole_but_for_contacts(school: School) -> None:
    for staffing in told(school).values():
        kept = kept_staffing({"staffing": staffing_record(staffing)})
        assert kept is not None
        assert kept.person == replace(staffing.person, phone="", email="")
        assert staffing_record(kept) == staffing_record(staffing)
