"""What a person does to a draft that was read: each action, what it leaves as it was, what it settles."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_docs.acts_reader.choices import addressee_value, deadline_value, officer_value
from sferum_docs.acts_reader.model import ActDraft, ActText, Choice, Control, Doubt, DraftNode, Span
from sferum_docs.acts_reader.reader import read_act
from sferum_docs.acts_reader.review.apply import apply_edit
from sferum_docs.acts_reader.review.edits import Edit, EditKind, accept, choose
from sferum_docs.acts_reader.review.journal import MOST_EDITS, Review, begin_review, do, most_edits, undo
from sferum_docs.acts_reader.review.queue import queue_of
from sferum_docs.acts_reader.review.splitting import split_places, word_at
from sferum_docs.acts_reader.sources.texts import from_pasted
from sferum_docs.directives.model import Deadline, DeadlineKind, Demand, Officer
from sferum_docs.reading.faults import FaultsError
from tests.acts_reader.drafts import doubt, printed, repair

TEXT = printed()


def edited(kind: EditKind, path: str = "", field: str = "", value: str = "", draft: ActDraft | None = None) -> ActDraft:
    return apply_edit(draft or repair(), TEXT, Edit(kind, path, field, value))


def paths(draft: ActDraft) -> list[str]:
    return [node.path for node in draft.walk()]


def words_of(draft: ActDraft) -> str:
    """Everything that the draft says, marks among it, in the order of the act."""
    return " ".join(part for node in draft.walk() for part in (node.marker, node.text) if part)


def with_doubts(*doubts: Doubt) -> ActDraft:
    return replace(repair(), doubts=doubts)


def refusal(kind: EditKind, path: str = "", field: str = "", value: str = "") -> str:
    with pytest.raises(FaultsError) as refused:
        edited(kind, path, field, value)
    return refused.value.faults[0].code


def test_a_level_deeper_goes_below_the_one_before_with_all_it_holds() -> None:
    draft = edited(EditKind.DEEPER, "1.2")
    assert paths(draft) == ["1", "1.1", "1.2", "1.2/-1", "1.2/-2", "2"]
    assert draft.by_path["1.1"].children[0].path == "1.2"
    assert draft.by_path["1.2"].children == repair().by_path["1.2"].children


def test_a_level_higher_takes_along_what_stands_below_and_what_follows() -> None:
    draft = edited(EditKind.HIGHER, "1.2/-1")
    assert paths(draft) == ["1", "1.1", "1.2", "1/-1", "1/-1/-1", "2"]
    assert paths(edited(EditKind.DEEPER, "1/-1", draft=draft)) == ["1", "1.1", "1.2", "1.2/-1", "1.2/-1/-1", "2"]


def test_there_is_no_level_where_nothing_stands_above() -> None:
    assert refusal(EditKind.DEEPER, "1") == "review_nothing_above"
    assert refusal(EditKind.DEEPER, "1.1") == "review_nothing_above"
    assert refusal(EditKind.HIGHER, "2") == "review_at_top"
    assert refusal(EditKind.HIGHER, "7") == "review_no_node"


def test_a_bracketed_figure_is_a_number_at_the_top_only() -> None:
    draft = repair()
    first, second = draft.nodes
    draft = replace(draft, nodes=(first, replace(second, marker="2)")))
    below = edited(EditKind.DEEPER, "2", draft=draft)
    assert [(node.path, node.number) for node in below.walk()][-1] == ("1/2", "")
    above = edited(EditKind.HIGHER, "1/2", draft=below)
    assert [(node.path, node.number) for node in above.walk()][-1] == ("2", "2")


def test_an_addressee_is_inherited_where_a_node_stands_now() -> None:
    raised = edited(EditKind.HIGHER, "1.2").by_path["1.2"]
    assert (raised.addressee, raised.addressee_inherited) == ("", False)
    lowered = edited(EditKind.DEEPER, "1.2", draft=edited(EditKind.HIGHER, "1.2")).by_path["1.2"]
    assert (lowered.addressee, lowered.addressee_inherited) == ("директора школ", True)
    own = edited(EditKind.DEEPER, "2").by_path["2"]
    assert own.addressee == "начальник управления Ким О. П."
    assert not own.for_school


def test_a_new_addressee_is_handed_down_to_those_that_name_nobody() -> None:
    who = addressee_value("управление образования", "Управлению образования", for_school=False)
    draft = edited(EditKind.SET, "1", "addressee", who)
    assert {node.addressee for node in draft.nodes[0].walk()} == {"управление образования"}
    assert {node.for_school for node in draft.walk()} == {False}
    assert draft.by_path["2"] == repair().by_path["2"]
    back = edited(EditKind.SET, "1", "for_school", "yes", draft=draft)
    assert {node.for_school for node in back.nodes[0].walk()} == {True}


def test_merging_keeps_every_word_and_mark() -> None:
    draft = edited(EditKind.MERGE, "1.2")
    assert words_of(draft) == words_of(repair())
    joined = draft.by_path["1.1"]
    assert joined.lines == Span(7, 10)
    assert [child.path for child in joined.children] == ["1.1/-1", "1.1/-2"]
    assert joined.deadline.date == date(2026, 5, 29)


def test_the_first_node_merged_goes_to_the_preamble() -> None:
    draft = edited(EditKind.MERGE, "1")
    assert draft.preamble == Span(5, 6)
    assert [node.path for node in draft.nodes] == ["1.1", "1.2", "2"]


def test_a_clause_is_split_before_any_word_and_finds_its_lines() -> None:
    words = word_at(repair().by_path["1.2"], "согласовать смету")
    draft = edited(EditKind.SPLIT, "1.2", value=str(words))
    assert words_of(draft) == words_of(repair())
    first, second = draft.by_path["1.2"], draft.by_path["1/-1"]
    assert (first.text, first.lines, first.children) == ("вывезти мусор;", Span(9, 9), ())
    assert (second.text, second.lines) == ("согласовать смету на сумму 12.5 млн рублей;", Span(9, 10))
    assert [child.path for child in second.children] == ["1/-1/-1", "1/-1/-2"]
    assert (second.addressee, second.addressee_inherited) == ("директора школ", True)


def test_a_split_at_the_beginning_of_a_printed_line_reads_the_mark_that_stands_there() -> None:
    merged = edited(EditKind.MERGE, "1.2")
    places = split_places(merged.by_path["1.1"], TEXT)
    assert [(place.line, place.begins) for place in places if place.line] == [
        (8, "до 29 мая 2026 г.; 1.2."),
        (9, "1.2. вывезти мусор; согласовать смету на"),
        (10, "12.5 млн рублей;"),
    ]
    again = edited(
        EditKind.SPLIT, "1.1", value=str(next(place.words for place in places if place.line == 9)), draft=merged
    )
    assert [(node.path, node.marker, node.lines) for node in again.walk()] == [
        (node.path, node.marker, node.lines) for node in repair().walk()
    ]


@pytest.mark.parametrize("value", ["0", "99", "", "x", "-1"])
def test_a_clause_is_not_split_outside_of_its_words(value: str) -> None:
    assert refusal(EditKind.SPLIT, "1.1", value=value) == "review_split_place"


def test_words_that_begin_the_second_clause_are_found_by_what_is_typed() -> None:
    clause = repair().by_path["1.2"]
    assert word_at(clause, " согласовать  смету ") == 2
    assert word_at(clause, "вывезти") is None, "nothing would stay"
    assert word_at(clause, "сжечь") is None
    assert word_at(clause, "") is None


def test_a_printed_line_that_is_in_no_clause_becomes_one() -> None:
    draft = edited(EditKind.TAKE, value="5")
    assert next((node.path, node.text, node.lines) for node in draft.walk()) == (
        "-1",
        "В целях подготовки зданий:",
        Span(5, 5),
    )
    assert draft.preamble == Span()
    after = edited(EditKind.TAKE, value="15")
    assert (after.nodes[-1].text, after.nodes[-1].lines) == ("Приложение Перечень работ", Span(15, 16))
    assert after.annexes_at == Span()
    lead = edited(EditKind.MERGE, "1.1", draft=edited(EditKind.TAKE, value="5"))
    assert paths(lead)[:3] == ["-1", "1", "1.2"]
    assert refusal(EditKind.TAKE, value="7") == refusal(EditKind.TAKE, value="99") == "review_line_taken"


def test_what_follows_is_an_annex_when_it_is_said() -> None:
    draft = edited(EditKind.ANNEX, "1.2")
    assert paths(draft) == ["1", "1.1"]
    assert draft.annexes_at == Span(9, 16)


def test_fields_of_a_clause_are_written_as_typed() -> None:
    draft = edited(EditKind.SET, "2", "text", "  Начальнику\tуправления  обобщить сведения. ")
    assert draft.by_path["2"].text == "Начальнику управления обобщить сведения."
    assert edited(EditKind.SET, "2", "demand", "rule").by_path["2"].demand is Demand.RULE
    renamed = edited(EditKind.SET, "2", "number", "3.")
    assert paths(renamed)[-1] == "3"
    assert paths(edited(EditKind.SET, "1.2", "number", ""))[2:5] == ["1/-1", "1/-1/-1", "1/-1/-2"]
    assert refusal(EditKind.SET, "2", "number", "два") == "review_number"
    assert refusal(EditKind.SET, "2", "text", "  ") == "review_text_empty"
    assert refusal(EditKind.SET, "2", "text", "я" * 20_001) == "too_long"
    assert refusal(EditKind.SET, "2", "colour", "x") == "review_no_field"
    assert refusal(EditKind.SET, "2", "demand", "wish") == "review_bad_value"


@pytest.mark.parametrize(
    ("deadline", "place", "code"),
    [
        (Deadline(DeadlineKind.DATE), "date", "empty"),
        (Deadline(DeadlineKind.RANGE, date=date(2026, 4, 10)), "date_from", "empty"),
        (Deadline(DeadlineKind.RANGE, date=date(2026, 4, 1), date_from=date(2026, 4, 6)), "date", "review_range"),
        (Deadline(DeadlineKind.PERIODIC), "period", "empty"),
        (Deadline(DeadlineKind.RELATIVE), "days", "empty"),
    ],
)
def test_a_deadline_has_what_its_kind_wants(deadline: Deadline, place: str, code: str) -> None:
    with pytest.raises(FaultsError) as refused:
        edited(EditKind.SET, "1.1", "deadline", deadline_value(deadline))
    assert [(fault.place, fault.code) for fault in refused.value.faults] == [(place, code)]


def test_a_deadline_is_set_with_all_its_parts() -> None:
    wanted = Deadline(DeadlineKind.RANGE, "с 6 по 10 апреля", date(2026, 4, 6), date(2026, 4, 10))
    assert edited(EditKind.SET, "1.1", "deadline", deadline_value(wanted)).by_path["1.1"].deadline == wanted
    assert refusal(EditKind.SET, "1.1", "deadline", "{}x") == "review_bad_value"


def test_the_data_of_the_act_are_fields_too() -> None:
    draft = edited(EditKind.SET, "", "kind", "приказ")
    assert (draft.kind, draft.nodes) == ("ПРИКАЗ", repair().nodes)
    assert edited(EditKind.SET, "", "date", "").date is None
    officer = Officer("Глава", "П. П. Ким")
    assert edited(EditKind.SET, "", "signatory", officer_value(officer)).signatory == officer
    assert refusal(EditKind.SET, "", "date", "вчера") == "review_bad_value"
    assert refusal(EditKind.SET, "", "nodes", "[]") == "review_no_field"


def test_an_edit_settles_the_doubts_it_answers_and_moves_the_others() -> None:
    draft = with_doubts(
        doubt("1.2", "level"),
        doubt("1.2", "deadline"),
        doubt("1.2/-2", "text"),
        doubt("2", "level"),
        doubt("", "date"),
    )
    raised = edited(EditKind.HIGHER, "1.2/-1", draft=draft)
    assert {(item.path, item.field) for item in raised.doubts} == {
        ("1.2", "level"), ("1.2", "deadline"), ("1/-1/-1", "text"), ("2", "level"), ("", "date"),
    }  # fmt: skip
    settled = edited(EditKind.DEEPER, "1.2", draft=draft)
    assert ("1.2", "level") not in {(item.path, item.field) for item in settled.doubts}
    assert len(settled.doubts) == 4
    dated = edited(EditKind.SET, "", "date", "2026-05-13", draft=draft)
    assert [item.field for item in dated.doubts if not item.path] == []


def test_the_doubts_of_a_merged_node_go_with_it_and_control_stays_with_its_words() -> None:
    draft = replace(with_doubts(doubt("2", "addressee"), doubt("1.1", "text")), control=Control("2", himself=True))
    merged = edited(EditKind.MERGE, "2", draft=draft)
    assert [item.path for item in merged.doubts] == ["1.1"]
    assert merged.control == Control("1.2/-2", himself=True)


def test_a_doubt_is_accepted_or_one_of_its_answers_chosen() -> None:
    none, may = deadline_value(Deadline()), deadline_value(Deadline(DeadlineKind.DATE, date=date(2026, 6, 1)))
    asked = doubt("2", "deadline", 5, Choice("нет срока", "deadline", none), Choice("1 июня", "deadline", may))
    draft = with_doubts(asked, doubt("2", "addressee"))
    accepted = apply_edit(draft, TEXT, choose(asked, asked.choices[0]))
    assert accepted == apply_edit(draft, TEXT, accept(asked)) == replace(draft, doubts=draft.doubts[1:])
    chosen = apply_edit(draft, TEXT, choose(asked, asked.choices[1]))
    assert chosen.by_path["2"].deadline.date == date(2026, 6, 1)
    assert chosen.doubts == draft.doubts[1:]
    with pytest.raises(FaultsError):
        apply_edit(chosen, TEXT, accept(asked))


def test_an_answer_may_say_that_it_is_no_clause_or_stands_elsewhere() -> None:
    asked = doubt("2", "node", 9, Choice("пункт", "node", "yes"), Choice("не пункт", "node", "no"))
    merged = apply_edit(with_doubts(asked), TEXT, choose(asked, asked.choices[1]))
    assert (words_of(merged), merged.doubts) == (words_of(repair()), ())
    deeper = doubt("2", "level", 9, Choice("пункт", "level", "0"), Choice("подпункт 1", "level", "1"))
    placed = apply_edit(with_doubts(deeper), TEXT, choose(deeper, deeper.choices[1]))
    assert ([node.path for node in placed.nodes[0].children], placed.doubts) == (["1.1", "1.2", "2"], ())


def test_the_worst_comes_first_and_equal_ones_in_the_order_of_the_act() -> None:
    draft = with_doubts(doubt("2", "text"), doubt("1.1", "text"), doubt("1.2", "level", 9), doubt("", "title"))
    assert [item.doubt.path for item in queue_of(draft)] == ["1.2", "", "1.1", "2"]
    assert [item.node and item.node.marker for item in queue_of(draft)] == ["1.2.", None, "1.1.", "2."]


def test_a_review_counts_what_is_left_of_what_there_was() -> None:
    review = begin_review(TEXT, with_doubts(doubt("1.1", "text"), doubt("2", "level"), doubt("2", "text")))
    review = do(review, accept(review.draft.doubts[0]))
    assert (review.left, review.raised) == (2, 3)
    review = do(review, Edit(EditKind.MERGE, "2"))
    assert (review.left, review.raised) == (0, 3)
    assert (undo(review).left, undo(undo(review)).left) == (2, 3)
    with pytest.raises(FaultsError):
        undo(undo(undo(review)))


def test_what_cannot_be_done_changes_nothing() -> None:
    review = begin_review(TEXT, repair())
    with pytest.raises(FaultsError):
        do(review, Edit(EditKind.HIGHER, "2"))
    assert (review.draft, review.edits) == (repair(), ())


def test_the_oldest_actions_can_be_undone_no_more() -> None:
    review = begin_review(TEXT, repair())
    for number in range(MOST_EDITS + 3):
        review = do(review, Edit(EditKind.SET, "2", "text", f"обобщить сведения {number}"))
    assert len(review.edits) == MOST_EDITS
    assert review.base.by_path["2"].text == "обобщить сведения 2"
    assert undo(review).draft.by_path["2"].text == f"обобщить сведения {MOST_EDITS + 1}"


def test_of_an_act_with_many_clauses_fewer_actions_are_replayed() -> None:
    nodes = tuple(DraftNode(str(number), str(number), f"{number}.", "Дело.") for number in range(1, 1201))
    assert (most_edits(repair()), most_edits(replace(repair(), nodes=nodes))) == (MOST_EDITS, 50)
    assert most_edits(ActDraft()) == MOST_EDITS


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from([EditKind.DEEPER, EditKind.HIGHER, EditKind.MERGE, EditKind.SPLIT, EditKind.TAKE]),
        st.integers(0, 7),
        st.integers(1, 16),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=60)  # the first reads the dictionaries
@given(ACTIONS)
def test_whatever_is_done_to_the_tree_nothing_is_lost_and_all_can_be_undone(
    actions: list[tuple[EditKind, int, int]],
) -> None:
    begun = replace(repair(), doubts=tuple(doubt(node.path, "text") for node in repair().walk()))
    review, done = begin_review(TEXT, begun), list[Review]()
    for kind, place, value in actions:
        nodes: list[DraftNode] = list(review.draft.walk())
        path = nodes[place % len(nodes)].path if nodes else ""
        try:
            after = do(review, Edit(kind, path, value=str(value)))
        except FaultsError:
            continue
        if kind is not EditKind.TAKE and not (kind is EditKind.MERGE and path == nodes[0].path):
            assert words_of(after.draft) == words_of(review.draft)
        found = paths(after.draft)
        assert len(found) == len(set(found))
        assert {item.path for item in after.draft.doubts} <= set(found)
        done.append(review)
        review = after
    for before in reversed(done):
        review = undo(review)
        assert review.draft == before.draft
        assert review.raised == before.raised


def read(text: str) -> tuple[ActDraft, ActText]:
    lines = from_pasted(text)
    return read_act(lines), lines


def test_a_clause_of_a_school_s_own_order_stays_the_school_s_when_it_is_split() -> None:
    draft, lines = read(
        "МБОУ «Школа № 3 города Речинска»\nПРИКАЗ\n12.05.2026 № 7\nО дежурстве\nПРИКАЗЫВАЮ:\n"
        "1. Заместителю директора Ким О.Ю. составить график. Завхозу Юнусову И.И. открыть вход.\n"
        "Директор                    С.П. Чернышова\n"
    )
    after = apply_edit(draft, lines, Edit(EditKind.SPLIT, "1", value=str(word_at(draft.by_path["1"], "Завхозу"))))
    assert [(node.addressee_raw, node.for_school) for node in after.nodes][1] == ("Завхозу Юнусову И.И.", True)


def test_the_part_of_a_split_clause_stands_under_the_adopting_word_too() -> None:
    draft, lines = read(
        "ГЛАВА ОКРУГА\nРАСПОРЯЖЕНИЕ\n12.05.2026 № 7\nО ремонте\nобязываю:\n"
        "1. директоров школ подготовить акты. директора МБУ «Жилкомсервис» вывезти мусор.\n"
        "Глава округа                    С.П. Чернышова\n"
    )
    after = apply_edit(draft, lines, Edit(EditKind.SPLIT, "1", value=str(word_at(draft.by_path["1"], "директора МБУ"))))
    assert [node.addressee_raw for node in after.nodes][1] == "директора МБУ «Жилкомсервис»"
