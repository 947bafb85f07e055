"""Copies, extracts and repealed orders are known when their files come back."""

import re
from datetime import date

import pytest

from sferum_docs.docengine import file_text
from sferum_docs.documents.checking.verification import seen
from sferum_docs.documents.registering import copies
from sferum_docs.services.documents import verify_telling
from sferum_docs.services.documents.return_document import return_document
from sferum_docs.services.documents.verify import PaperState, Verdict, verify_code, verify_file
from sferum_docs.services.register.entries.copies import certified_copy, extract_of
from sferum_docs.services.register.entries.repeal import repeal
from sferum_docs.services.register.entries.void import void
from sferum_docs.services.register.register import register_document
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import save_school
from sferum_docs.services.site.listing import copy_for_site
from sferum_docs.store.documents import issued
from sferum_docs.store.register.entry import Entry
from sferum_docs.store.register.register import find
from tests.builders import BY as WEB
from tests.builders import SCHOOL_ID, a_school
from tests.registering import BY, DAY, made
from tests.services.by_hand import (
    rewritten,
)

pytestmark = pytest.mark.usefixtures("app")
RUN = "<w:r><w:rPr>{}</w:rPr>{}</w:r>"


@pytest.fixture
def entry() -> Entry:
    """A registered order."""
    save_school(None, a_school(), WEB)
    (document,) = made(SCHOOL_ID, "D03")
    return register_document(SCHOOL_ID, document.id, RegistrationDetails(DAY, replaces=False), BY)


def copy_of(entry: Entry) -> bytes:
    return certified_copy(SCHOOL_ID, a_school(), entry, "Секретарь", "Исаева З. М.", BY)


def without_property(content: bytes) -> bytes:
    """As the program made copies before it wrote down what they are."""
    return rewritten(
        content, lambda xml: re.sub(r'<property [^>]*name="(?:Экземпляр|Заверен|Пункты)".*?</property>', "", xml),
        "docProps/custom.xml",
    )  # fmt: skip


@pytest.mark.parametrize("older", [False, True])
def test_the_programs_own_copy_is_known_as_one(entry: Entry, *, older: bool) -> None:
    content = without_property(copy_of(entry)) if older else copy_of(entry)
    verdict = verify_file(SCHOOL_ID, content)
    assert (verdict.state, verdict.differences, verdict.look) == (PaperState.COPY, (), ())
    told = verify_telling.as_lines(verdict)
    assert verdict.certified is not None
    assert re.fullmatch(r"\d+ \w+ \d{4} г\.", verdict.certified.day)
    issued_on = f"выданная {verdict.certified.day}"
    assert told[0] == f"Это копия приказа № {entry.number}, {issued_on}; слова совпадают с документом."
    assert any("Исаева" in line for line in told)
    assert verify_telling.is_good(verdict)


@pytest.mark.parametrize("older", [False, True])
def test_the_programs_own_extract_is_known_as_one(entry: Entry, *, older: bool) -> None:
    content = extract_of(SCHOOL_ID, a_school(), entry, [1, 3], "Секретарь", "Исаева З. М.", BY)
    verdict = verify_file(SCHOOL_ID, without_property(content) if older else content)
    assert (verdict.state, verdict.differences) == (PaperState.COPY, ())
    assert verify_telling.headline(verdict).startswith(
        f"Это выписка из приказа № {entry.number} (пункты 1, 3), выданная "
    )


@pytest.mark.parametrize("points", [None, [1, 2]])
def test_a_copy_whose_words_were_changed_is_said_to_be_changed(entry: Entry, points: list[int] | None) -> None:
    content = copy_of(entry) if points is None else extract_of(
        SCHOOL_ID, a_school(), entry, points, "Секретарь", "Исаева З. М.", BY)  # fmt: skip
    text = "\n".join(line.text for line in file_text(content).lines)
    word = next(word for word in re.findall(r"[а-я]{8,}", text.split("Верно")[0]))
    verdict = verify_file(SCHOOL_ID, rewritten(content, lambda xml: xml.replace(word, f"не{word}", 1)))
    assert verdict.state is PaperState.CHANGED
    assert verdict.certified is not None
    assert any("называет себя" in hint for hint in verify_telling.hints(verdict))


def test_a_word_of_the_program_marks_a_copy_in_its_properties(entry: Entry) -> None:
    content = extract_of(SCHOOL_ID, a_school(), entry, [3, 1], "Секретарь", "Исаева З. М.", BY)
    told = file_text(content).properties
    assert (told[copies.EXEMPLAR], told[copies.POINTS]) == ("выписка", "1, 3")
    assert told["Код документа"]
    assert "Исаева" not in str(told)


def registered_file(entry: Entry) -> tuple[bytes, str]:
    document = issued.find(SCHOOL_ID, entry.document_id or 0)
    assert document is not None
    return issued.content(document.sha256), document.code


def verdicts(entry: Entry) -> list[Verdict]:
    """The file as it is, saved anew, its code alone."""
    content, code = registered_file(entry)
    anew = rewritten(content, lambda xml: xml.replace("<w:body>", "<w:body> ", 1))
    return [verify_file(SCHOOL_ID, content), verify_file(SCHOOL_ID, anew), verify_code(SCHOOL_ID, code)]


def test_a_repealed_order_is_said_to_be_so(entry: Entry) -> None:
    assert not any(verify_telling.warnings(verdict) for verdict in verdicts(entry))
    (other,) = made(SCHOOL_ID, "D04")
    later = register_document(SCHOOL_ID, other.id, RegistrationDetails(DAY, replaces=False), BY)
    repeal(SCHOOL_ID, entry.id, later.id, "", BY)
    for verdict in verdicts(entry):
        (told,) = verify_telling.warnings(verdict)
        assert seen(told) == f"Приказ утратил силу: приказ от 16.10.2023 № {later.number}."
        assert told in verify_telling.as_lines(verdict)
        assert not verify_telling.is_good(verdict)
    repealed = find(SCHOOL_ID, entry.id)
    assert repealed is not None
    copied = copy_of(repealed)
    verdict = verify_file(SCHOOL_ID, copied)
    assert (verdict.state, verdict.differences) == (PaperState.COPY, ())
    lines = [seen(line.text) for line in file_text(copied).lines]
    assert f"Приказ утратил силу: приказ от 16.10.2023 № {later.number}." in lines


def test_a_void_order_is_said_to_be_so(entry: Entry) -> None:
    void(SCHOOL_ID, entry.id, "зарегистрирован дважды", BY)
    for verdict in verdicts(entry):
        assert verify_telling.warnings(verdict) == (f"Запись № {entry.number} аннулирована: зарегистрирован дважды.",)


def test_words_of_a_repeal_elsewhere_are_told(entry: Entry) -> None:
    repeal(SCHOOL_ID, entry.id, None, "приказом № 5 от 01.02.2024", BY)
    (told,) = verify_telling.warnings(verdicts(entry)[0])
    assert seen(told) == "Приказ утратил силу: приказом № 5 от 01.02.2024."
    assert date(2024, 2, 1) > DAY


def test_a_code_that_an_edited_version_keeps_does_not_mix_up_two_numbers(entry: Entry) -> None:
    content, code = registered_file(entry)
    copied = copy_of(entry)
    again = rewritten(content, lambda xml: xml.replace("Контроль", "Личный контроль", 1))
    returned = return_document(SCHOOL_ID, entry.document_id or 0, again, BY)
    later = register_document(SCHOOL_ID, returned.id, RegistrationDetails(DAY), BY)
    assert later.ready, later.trouble
    copied_later = copy_of(later)
    for number, exemplar in ((entry.number, copied), (later.number, copied_later)):
        verdict = verify_file(SCHOOL_ID, exemplar)
        assert (verdict.state, verdict.differences) == (PaperState.COPY, ())
        assert f"копия приказа № {number}," in verify_telling.headline(verdict)
    resaved, resaved_later = (verdicts(item)[1] for item in (entry, later))
    assert [item.document and item.document.number for item in (resaved, resaved_later)] == ["1", "2"]
    assert {resaved.state, resaved_later.state} == {PaperState.RESAVED}
    typed = verify_code(SCHOOL_ID, code)
    assert typed.document is not None
    assert typed.document.number == later.number
    assert any("№ 1 от 16.10.2023" in hint for hint in verify_telling.hints(typed))


def test_a_copy_for_the_site_differs_from_the_document_in_what_may_not_go_there_alone(entry: Entry) -> None:
    document = issued.find(SCHOOL_ID, entry.document_id or 0)
    assert document is not None
    content = copy_for_site(document).content
    verdict = verify_file(SCHOOL_ID, content)
    assert (verdict.state, verdict.differences, verdict.look) == (PaperState.COPY, (), ())
    assert verify_telling.headline(verdict).startswith("Это публичная копия для сайта, сделанная из приказа № 1;")
    changed = verify_file(SCHOOL_ID, rewritten(content, lambda xml: xml.replace("Контроль", "Личный контроль", 1)))
    assert (changed.state, len(changed.differences)) == (PaperState.CHANGED, 1)
    assert verify_telling.SITE_HINT in verify_telling.hints(changed)
