"""What may be read by everybody: contacts taken out, papers with facts of people kept back, a page of links."""

import io
from datetime import UTC, date, datetime

import docx
import pytest

from sferum_docs.documents.publishing.links import PublicFile, fragment, whole_page
from sferum_docs.documents.publishing.personal import Personal, contacts, personal_in
from sferum_docs.documents.publishing.public_copy import public_copy

DAY = datetime(2026, 11, 29, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("тел. 8 (87233) 2-22-22, e-mail: sch5@mail.ru, ИНН 0530123456", "ИНН 0530123456"),
        ("Исполнитель Омарова З. И., +7 928 123-45-67", "Исполнитель Омарова З. И., "),
        ("Телефон: 89281234567", ""),
        ("Приказ от 13.10.2023 № 58/2026-ОД", "Приказ от 13.10.2023 № 58/2026-ОД"),
        ("ОГРН 1020500001234, р/с 40702810900000012345", "ОГРН 1020500001234, р/с 40702810900000012345"),
        ("с 8.00 до 16.00, 8 классов, 2023-2024", "с 8.00 до 16.00, 8 классов, 2023-2024"),
    ],
)
def test_phones_and_mail_are_taken_out_and_numbers_of_papers_stay(text: str, left: str) -> None:
    gone = contacts(text)
    assert "".join(sign for at, sign in enumerate(text) if not any(s.start <= at < s.end for s in gone)) == left


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("СНИЛС 112-233-445 95", (Personal.SNILS,)),
        ("паспорт серии 82 05 № 123456", (Personal.PASSPORT,)),
        ("Иванов И. И., 2012 г. р.", (Personal.BIRTH,)),
        ("проживающий по адресу: с. Сергокала", (Personal.HOME,)),
        ("ученику 5 «А» класса Иванову", (Personal.PUPIL,)),
        ("звонить 2-22-22", (Personal.PHONE,)),
        ("Назначить Омарова М. А. ответственным, срок — 16.10.2023, № 58-ОД, п. 1.2", ()),
    ],
)
def test_facts_of_people_keep_a_paper_back(text: str, kinds: tuple[Personal, ...]) -> None:
    assert personal_in([text]) == kinds


def paper(*lines: str) -> bytes:
    document = docx.Document()
    document.core_properties.author = "Исаева Зара"
    for line in lines:
        document.add_paragraph(line)
    document.sections[0].footer.paragraphs[0].text = "Исп. Исаева, тел. 8-928-123-45-67"
    split = document.add_paragraph("тел.: 8 (87233) ")
    split.add_run("2-22-22")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_copy_has_no_contacts_wherever_they_stand_and_nobody_s_name_in_its_properties() -> None:
    copy = public_copy(paper("ПРИКАЗЫВАЮ:"), "О режиме", DAY)
    assert copy.may_go
    document = docx.Document(io.BytesIO(copy.content))
    assert [item.text for item in document.paragraphs] == ["ПРИКАЗЫВАЮ:", ""]
    assert document.sections[0].footer.paragraphs[0].text == "Исп. Исаева, "
    known = document.core_properties
    assert (known.author, known.last_modified_by, known.title) == ("", "", "О режиме")


@pytest.mark.parametrize(
    ("text", "hidden", "may_go"),
    [("Снять Омарова с классного руководства", True, False), ("ПРИКАЗЫВАЮ:", False, True), ("", True, True)],
)
def test_words_that_no_print_shows_keep_a_paper_back(text: str, hidden: bool, may_go: bool) -> None:
    document = docx.Document(io.BytesIO(paper("О режиме")))
    document.sections[0].footer.paragraphs[0].add_run(text).font.hidden = hidden
    target = io.BytesIO()
    document.save(target)
    copy = public_copy(target.getvalue(), "О режиме", DAY)
    assert (copy.hidden, copy.may_go) == (not may_go, may_go)


def test_links_stand_local_acts_first_and_say_what_they_lead_to() -> None:
    files = (
        PublicFile("a.pdf", "приказ", "58", date(2026, 11, 2), "О режиме <x>", 2048),
        PublicFile("b.pdf", "порядок", "58", date(2026, 11, 2), "Порядок общения", 10),
    )
    text = fragment(files)
    assert text.index("Локальные нормативные акты") < text.index("b.pdf") < text.index("Приказы") < text.index("a.pdf")
    assert "Приказ от 02.11.2026 № 58 «О режиме &lt;x&gt;» (PDF, 2 КБ)" in text
    assert '<html lang="ru">' in whole_page("МБОУ СОШ № 5", files)
