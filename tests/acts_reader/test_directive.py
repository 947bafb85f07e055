"""A draft becomes a directive only when it says all that a directive has to say; everything wanting is told at once."""

from datetime import date

import pytest

from sferum_docs.acts_reader.directive import to_directive
from sferum_docs.acts_reader.model import ActDraft, Control
from sferum_docs.directives.model import Deadline, DeadlineKind, Officer
from sferum_docs.reading.faults import FaultsError
from tests.made_acts import a_node, an_act, until

AGES = Deadline(DeadlineKind.RELATIVE, "в течение 999999999 дней", days=999_999_999, event="подписания")


def wanting(draft: ActDraft) -> list[tuple[str, str]]:
    with pytest.raises(FaultsError) as caught:
        to_directive(draft)
    return [(fault.code, str(fault.place)) for fault in caught.value.faults]


def test_an_act_keeps_every_word_that_was_read() -> None:
    act = to_directive(an_act())
    assert (act.kind, act.number, act.date) == ("ПОСТАНОВЛЕНИЕ", "418-па", date(2026, 9, 1))
    assert act.controller == Officer("заместитель главы администрации района", "Снегирёва О.В.")
    assert [clause.path for clause in act.walk()] == [
        "1", "2", "2.1", "2.2", "2.3", "2.3/а", "2.3/б", "2.4", "2.5", "2.6", "3", "4",
    ]  # fmt: skip
    assert act.by_path["2"].addressee_raw == "Руководителям образовательных организаций"
    assert act.by_path["2.3/б"].deadline.weekday == 5


def test_all_that_is_wanting_is_told_at_once() -> None:
    broken = an_act(
        kind="",
        number=" ",
        date=None,
        title="",
        issuer="",
        nodes=(
            a_node("1", " "),
            a_node("1", "Провести собрание.", deadline=Deadline(DeadlineKind.DATE, "до завтра")),
            a_node("2)", "Сообщить."),
        ),
    )
    assert wanting(broken) == [
        ("draft_without_kind", "kind"),
        ("draft_without_number", "number"),
        ("draft_without_date", "date"),
        ("draft_without_title", "title"),
        ("draft_without_issuer", "issuer"),
        ("draft_node_empty", "1"),
        ("draft_path_twice", "1"),
        ("draft_deadline", "1"),
        ("draft_path", "2)"),
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"nodes": ()}, "draft_without_clauses"),
        ({"date": date(9999, 12, 31)}, "draft_day_far"),
        ({"nodes": (a_node("1", "Дело.", deadline=until("до 01.01.9999", date(9999, 1, 1))),)}, "draft_day_far"),
        ({"nodes": (a_node("1", "Дело.", deadline=AGES),)}, "draft_days_many"),
        ({"kind": "шмостановление"}, "draft_kind_unknown"),
        ({"title": "О " * 900}, "draft_too_long"),
        ({"nodes": (a_node("1", "слово " * 4000),)}, "draft_too_long"),
        ({"nodes": tuple(a_node(str(number), "Дело.") for number in range(1600))}, "draft_of_too_many"),
    ],
)
def test_what_cannot_be_kept_is_refused(changes: dict[str, object], code: str) -> None:
    assert [found for found, _place in wanting(an_act(**changes))] == [code]


def test_a_day_set_by_a_person_says_itself_and_own_control_names_the_signatory() -> None:
    by_hand = Deadline(DeadlineKind.RANGE, "", date_from=date(2026, 9, 3), date=date(2026, 9, 5))
    act = to_directive(an_act(control=Control("1", himself=True), nodes=(a_node("1", "Дело.", deadline=by_hand),)))
    assert act.by_path["1"].deadline.raw == "с 03.09.2026 до 05.09.2026"
    assert act.controller == Officer("Глава района", "Д.А. Рябинин")
