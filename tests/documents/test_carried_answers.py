"""What was answered to an older pack and is asked again by the one that succeeds it."""

from dataclasses import replace
from datetime import date

from sferum_docs.documents.requests.reuse import carried_answers
from sferum_docs.packs.model import FieldKind, FieldSpec, Pack
from sferum_docs.packs.reader import load_pack
from sferum_docs.services.packs.choose import PACKS

OLDER = load_pack(PACKS / "sferum-2023")
(D02,) = [spec for spec in OLDER.documents if spec.id == "D02"]


def packs(before: FieldSpec, now: FieldSpec) -> tuple[Pack, Pack]:
    older = replace(OLDER, documents=(replace(D02, fields=(before,)),))
    newer = replace(OLDER, documents=(replace(D02, id="X02", fields=(now,), replaces=("D02",)),))
    return newer, older


def carried(before: FieldSpec, value: object, now: FieldSpec | None = None) -> list[object]:
    newer, older = packs(before, now or before)
    given = {"D02": {before.key: value}}
    return [(item.document, item.key, item.value) for item in carried_answers(newer, older, given)]  # type: ignore[arg-type]


TEXT = FieldSpec("кабинет", FieldKind.TEXT, "Кабинет", default="12")


def test_what_a_person_said_goes_over_to_the_question_of_the_same_name() -> None:
    assert carried(TEXT, "каб. 7") == [("X02", "кабинет", "каб. 7")]
    number = FieldSpec("сколько", FieldKind.NUMBER, "Сколько", default=5)
    assert carried(number, 0) == [("X02", "сколько", 0)]


def test_what_the_older_pack_proposed_and_what_is_empty_stay_there() -> None:
    assert carried(TEXT, "12") == []
    assert carried(TEXT, "") == []
    assert carried(TEXT, None) == []


def test_days_lists_that_age_and_questions_of_another_kind_or_name_stay_there() -> None:
    assert carried(FieldSpec("срок", FieldKind.DATE, "Срок"), date(2023, 10, 20)) == []
    assert carried(replace(TEXT, aged_after=6), "октябрь 2023") == []
    assert carried(TEXT, "каб. 7", replace(TEXT, kind=FieldKind.LINES)) == []
    assert carried(TEXT, "каб. 7", replace(TEXT, key="другое")) == []
