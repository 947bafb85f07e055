"""An act that changes or ends one that a school works by: what it touches, and that it stays told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sferum_docs.acts_reader.model import ActDraft, DraftNode
from sferum_docs.directives.model import ActReference
from sferum_docs.services.packs.acts import assignments
from sferum_docs.services.packs.amendments import keep_amendments, touched_acts
from sferum_docs.services.register.register import register_document
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import lines
from tests.builders import PACK_ID, a_school
from tests.registering import BY, DAY, made

pytestmark = pytest.mark.usefixtures("app")
ISSUER = "Администрация муниципального района «Сергокалинский район» Республики Дагестан"


@pytest.fixture
def school(app: object) -> int:
    assert app
    return save_school(None, a_school(), BY)


def amending(*changes: str, of: str = "13.10.2023 № 262", **more: object) -> ActDraft:
    nodes = tuple(DraftNode(f"1.{place}", f"1.{place}", f"1.{place}.", text) for place, text in enumerate(changes, 1))
    draft = ActDraft(
        kind="ПОСТАНОВЛЕНИЕ",
        number="41",
        date=date(2026, 3, 12),
        title=f"О внесении изменений в постановление от {of}",
        issuer=ISSUER,
        nodes=nodes,
    )
    return replace(draft, **more)  # type: ignore[arg-type]  # a test


def ending(number: str = "262", day: date = date(2023, 10, 13)) -> ActDraft:
    act = ActReference("постановление", number, day, quote=f"постановление № {number}")
    return amending(title="О признании утратившим силу", repeals=(act,))


def test_the_clauses_documents_and_orders_that_are_touched(school: int) -> None:
    entry = register_document(school, made(school, "D04")[0].id, RegistrationDetails(DAY), BY)
    (found,) = touched_acts(school, amending("Пункт 1.5 исключить.", "Дополнить пунктом 1.10: «1.10. Отчитаться.»"))
    assert (found.pack.id, found.in_work, found.whole, found.same_issuer) == (PACK_ID, True, False, True)
    removed, added = found.clauses
    assert removed.clause is not None
    assert removed.clause.text.startswith("Исключить использование иностранных мессенджеров")
    assert (added.number, added.clause) == ("1.10", None)
    assert "D04" in {spec.id for spec in found.documents}
    assert [order.id for order in found.orders] == [entry.id]


def test_an_order_of_another_clause_is_not_touched(school: int) -> None:
    register_document(school, made(school, "D02")[0].id, RegistrationDetails(DAY), BY)
    (found,) = touched_acts(school, amending("В пункте 1.2 слова «а» заменить словами «б»."))
    assert [item.number for item in found.clauses] == ["1.2"]
    assert [spec.id for spec in found.documents] == ["D05"]
    assert "D12" in {spec.id for spec in found.helpers}
    assert "D02" not in {order.document for order in found.orders}


def test_an_act_that_is_ended_touches_all_of_it(school: int) -> None:
    entry = register_document(school, made(school, "D02")[0].id, RegistrationDetails(DAY), BY)
    (found,) = touched_acts(school, ending())
    assert (found.whole, found.clauses) == (True, ())
    assert [order.id for order in found.orders] == [entry.id]


@pytest.mark.parametrize(
    "draft",
    [
        amending("Пункт 1.5 исключить.", of="13.10.2023 № 263"),
        amending("Пункт 1.5 исключить.", of="14.10.2023 № 262"),
        ending("262", date(2023, 10, 12)),
        replace(amending(), title="О внесении изменений в приказ от 13.10.2023 № 262"),
        ActDraft(title="Об организации питания"),
    ],
)
def test_another_act_of_a_like_number_or_day_is_not_meant(school: int, draft: ActDraft) -> None:
    assert touched_acts(school, draft) == ()


def test_one_of_another_body_is_told_as_doubtful(school: int) -> None:
    (found,) = touched_acts(school, amending("Пункт 1.5 исключить.", issuer="Администрация Озёрного района"))
    assert not found.same_issuer


def test_before_there_is_a_school_packs_are_found_all_the_same() -> None:
    (found,) = touched_acts(None, amending("Пункт 1.5 исключить."))
    assert (found.assignment, found.in_work, found.orders) == (None, False, ())


def test_it_stays_told_with_the_act_and_once(school: int) -> None:
    draft = amending("Пункт 1.5 исключить.")
    for _time in range(2):
        keep_amendments(school, draft, "novyy", BY)
    (act,) = assignments(school)
    (kept,) = act.amendments
    assert (kept.act, kept.repeals, kept.words) == (
        "постановлением от 12.03.2026 № 41", False, ("1.5 — исключён",),
    )  # fmt: skip
    assert kept.pack == "novyy"
    assert [line.action for line in lines(school)].count("act.amended") == 1


def test_read_again_with_more_it_is_told_anew(school: int) -> None:
    keep_amendments(school, amending("Пункт 1.5 исключить."), "", BY)
    keep_amendments(school, amending("Пункты 1.5 и 1.6 исключить."), "", BY)
    (kept,) = assignments(school)[0].amendments
    assert kept.clauses == ("1.5", "1.6")


def test_told_again_on_another_day_or_without_its_pack_it_is_kept_as_it_was(school: int) -> None:
    draft = amending("Пункт 1.5 исключить.")
    keep_amendments(school, draft, "novyy", BY)
    assert keep_amendments(school, draft, "", replace(BY, at=BY.at + timedelta(days=2))) == ()
    (kept,) = assignments(school)[0].amendments
    assert (kept.pack, kept.told_on) == ("novyy", BY.at.astimezone().date().isoformat())


def test_an_act_that_is_named_with_its_day_and_without_is_touched_once(school: int) -> None:
    act = ActReference("постановление", "262", None, quote="постановление № 262")
    draft = amending("Пункт 1.5 исключить.", repeals=(act,))
    (found,) = touched_acts(school, draft)
    assert (found.whole, [clause.number for clause in found.clauses]) == (True, ["1.5"])
    keep_amendments(school, draft, "", BY)
    (kept,) = assignments(school)[0].amendments
    assert (kept.repeals, kept.clauses) == (True, ("1.5",))
