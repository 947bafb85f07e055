"""Acts that are being read: kept at each action, by several people, whole again after a restart."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from sferum_docs.acts_reader.model import ActDraft, ActText
from sferum_docs.acts_reader.review.edits import Edit, EditKind, accept
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.acts_reading import create, drafts
from sferum_docs.services.acts_reading.create import create_pack
from sferum_docs.services.acts_reading.drafts import (
    act_drafts,
    begin_from_file,
    begin_from_text,
    change_draft,
    discard_draft,
    find_act_draft,
    keep_made,
    review_of,
    title_of,
    undo_change,
)
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import Actor, lines
from sferum_docs.store.database import db, writing
from sferum_docs.store.rows import ActDraftRow
from tests.acts_reader.drafts import PRINTED, doubt, printed, repair
from tests.builders import BY, a_school

LATER = replace(BY, name="Ким С. Ю.", at=BY.at + timedelta(hours=2))


def as_read(_text: ActText) -> ActDraft:
    return replace(repair(), doubts=(doubt("2", "addressee"), doubt("1.2", "level", 9)))


@pytest.fixture
def school(app: Flask, monkeypatch: pytest.MonkeyPatch) -> int:
    assert app
    monkeypatch.setattr(drafts, "read_act", as_read)
    return save_school(None, a_school(), BY)


def code(caught: pytest.ExceptionInfo[FaultsError]) -> str:
    return caught.value.faults[0].code


def test_a_text_is_read_and_kept_with_its_lines(school: int) -> None:
    draft_id = begin_from_text(school, PRINTED, BY)
    item = find_act_draft(school, draft_id)
    assert item is not None
    assert (item.title, item.waiting, item.raised, item.begun_by) == (
        "Распоряжение от 12.05.2026 № 47-р «О ремонте школ»", 2, 2, BY.name,
    )  # fmt: skip
    review = review_of(draft_id)
    assert [line.text for line in review.text.lines] == [line.text for line in printed().lines]
    assert review.draft == as_read(review.text)
    assert [(line.action, line.subject) for line in lines(school, limit=1)] == [("act_draft.begun", item.title)]


def test_a_file_is_called_by_its_name(school: int) -> None:
    draft_id = begin_from_file(school, PRINTED.encode("cp1251"), "Распоряжение\u202e 47.txt", BY)
    assert [item.source_name for item in act_drafts(school)] == ["Распоряжение 47.txt"]
    assert review_of(draft_id).text.lines[0].text == "АДМИНИСТРАЦИЯ ОЗЁРНОГО РАЙОНА"
    with pytest.raises(FaultsError) as refused:
        begin_from_file(school, b"", "пусто.txt", BY)
    assert refused.value.faults[0].place == "file"


def test_the_same_text_is_read_once_while_it_waits(school: int) -> None:
    first = begin_from_text(school, PRINTED, BY)
    assert begin_from_text(school, PRINTED, LATER) == first
    assert begin_from_text(school, PRINTED + "Согласовано", BY) != first
    with writing() as session:
        keep_made(session, school, first, "made", BY)
    assert begin_from_text(school, PRINTED, BY) != first


def test_every_action_is_kept_at_once_with_who_did_it(school: int) -> None:
    draft_id = begin_from_text(school, PRINTED, BY)
    change_draft(school, draft_id, [Edit(EditKind.SET, "", "number", "48-р")], BY)
    change_draft(school, draft_id, [Edit(EditKind.DEEPER, "1.2")], LATER)
    db.session.remove()
    item = find_act_draft(school, draft_id)
    assert item is not None
    assert (item.waiting, item.raised, item.revision, item.changed_by) == (1, 2, 3, LATER.name)
    assert "№ 48-р" in item.title
    assert review_of(draft_id).draft.by_path["1.1"].children[0].path == "1.2"
    review = undo_change(school, draft_id, BY)
    assert review.draft.number == "48-р"
    assert review.left == 2
    assert undo_change(school, draft_id, BY).draft == as_read(review.text)
    with pytest.raises(FaultsError) as refused:
        undo_change(school, draft_id, BY)
    assert code(refused) == "review_nothing_to_undo"


def test_what_cannot_be_done_leaves_the_draft_as_it_was(school: int) -> None:
    draft_id = begin_from_text(school, PRINTED, BY)
    with pytest.raises(FaultsError):
        change_draft(school, draft_id, [Edit(EditKind.HIGHER, "2")], LATER)
    item = find_act_draft(school, draft_id)
    assert item is not None
    assert (item.revision, item.changed_by) == (1, BY.name)


def test_a_draft_is_of_one_school_and_gone_when_it_is_thrown_away(school: int) -> None:
    draft_id = begin_from_text(school, PRINTED, BY)
    other = save_school(None, a_school(short_name="МБОУ «Иная»"), BY)
    assert find_act_draft(other, draft_id) is None
    asked = accept(review_of(draft_id).draft.doubts[0])
    for attempt in (lambda: change_draft(other, draft_id, [asked], BY), lambda: discard_draft(other, draft_id, BY)):
        with pytest.raises(FaultsError) as refused:
            attempt()
        assert code(refused) == "act_draft_gone"
    discard_draft(school, draft_id, BY)
    assert act_drafts(school) == ()
    assert lines(school, limit=1)[0].action == "act_draft.discarded"
    with pytest.raises(FaultsError) as refused:
        undo_change(school, draft_id, BY)
    assert code(refused) == "act_draft_gone"


def test_a_draft_whose_pack_is_made_changes_no_more(school: int) -> None:
    draft_id = begin_from_text(school, PRINTED, BY)
    with writing() as session:
        keep_made(session, school, draft_id, "rasporyazhenie-47", BY)
    with pytest.raises(FaultsError) as refused:
        undo_change(school, draft_id, BY)
    assert code(refused) == "act_draft_made"
    assert [item.pack for item in act_drafts(school)] == ["rasporyazhenie-47"]


def test_a_draft_that_is_thrown_away_while_its_pack_is_made_leaves_the_pack(
    school: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_id = begin_from_text(school, PRINTED, BY)

    def made(_owner: int, _draft: ActDraft, _by: Actor, *, today: date) -> str:
        assert today
        discard_draft(school, draft_id, LATER)
        return "rasporyazhenie-47"

    monkeypatch.setattr(create, "pack_from_draft", made)
    assert create_pack(school, draft_id, BY, today=date(2026, 11, 28), despite_doubts=True) == "rasporyazhenie-47"
    assert act_drafts(school) == ()


def test_a_school_does_not_begin_without_end(school: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_OPEN", 2)
    for text in ("первый", "второй"):
        begin_from_text(school, text, BY)
    with pytest.raises(FaultsError) as refused:
        begin_from_text(school, "третий", BY)
    assert code(refused) == "act_drafts_many"


def test_what_another_version_has_kept_is_told_and_not_guessed(school: int) -> None:
    draft_id = begin_from_text(school, PRINTED, BY)
    with writing() as session:
        session.get_one(ActDraftRow, draft_id).content = b"nothing of ours"
    with pytest.raises(FaultsError) as refused:
        review_of(draft_id)
    assert code(refused) == "act_draft_foreign"
    discard_draft(school, draft_id, BY)


@pytest.mark.parametrize(
    ("draft", "title"),
    [
        (ActDraft(), "вставленный текст"),
        (ActDraft(kind="ПРИКАЗ"), "Приказ"),
        (ActDraft(title="О «Сферуме»"), "Акт «О „Сферуме“»"),
    ],
)
def test_a_draft_is_called_by_what_was_read(draft: ActDraft, title: str) -> None:
    assert title_of(draft, "вставленный текст") == title
