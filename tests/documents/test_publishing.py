"""What may be read by everybody: contacts taken out, papers with facts of people kept back, a page of links."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

import docx
import docx.document
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from sferum_docs.docengine import qr_code
from sferum_docs.documents.publishing.links import PublicFile, fragment, in_order, whole_page
from sferum_docs.documents.publishing.personal import Personal, contacts, personal_in
from sferum_docs.documents.publishing.public_copy import Removal, public_copy
from sferum_docs.services.site.judging import judge
from sferum_docs.wordml.text import MC

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


def altered(change: Callable[[docx.document.Document], object]) -> bytes:
    document = docx.Document(io.BytesIO(paper("О режиме")))
    change(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def styled(tag: str, **attributes: str) -> Callable[[docx.document.Document], object]:
    """Words whose style says so."""

    def change(document: docx.document.Document) -> None:
        style = document.styles.add_style("Тихий", WD_STYLE_TYPE.CHARACTER)
        mark = OxmlElement(tag)
        for name, value in attributes.items():
            mark.set(qn(f"w:{name}"), value)
        style.element.get_or_add_rPr().append(mark)
        document.add_paragraph().add_run("Снять Омарова", style="Тихий")

    return change


def hidden(text: str, *, on: bool = True) -> Callable[[docx.document.Document], object]:
    return lambda document: setattr(document.sections[0].footer.paragraphs[0].add_run(text).font, "hidden", on)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (hidden("Снять Омарова"), "Снять Омарова"),
        (hidden("ПРИКАЗЫВАЮ:", on=False), ""),
        (hidden(""), ""),
        (styled("w:vanish"), "Снять Омарова"),
        (styled("w:color", val="FFFFFF"), "Снять Омарова"),
        (styled("w:color", val="111111"), ""),
        (styled("w:sz", val="2"), "Снять Омарова"),
    ],
    ids=["run", "shown", "nothing", "style", "white by style", "dark by style", "small by style"],
)
def test_words_that_no_print_shows_keep_a_paper_back(
    change: Callable[[docx.document.Document], object], reason: str
) -> None:
    told = judge(public_copy(altered(change), "О режиме", DAY)).reason
    assert told == (f"в файле есть текст, которого не видно на листе: «{reason}»" if reason else "")


PICTURE = qr_code("facsimile").data


def pictured(about: str, data: bytes = PICTURE) -> bytes:
    def change(document: docx.document.Document) -> None:
        shape = document.add_picture(io.BytesIO(data), width=Mm(15))
        shape._inline.docPr.set("descr", about)  # noqa: SLF001  python-docx has no other way

    return altered(change)


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (pictured("Подпись"), 0),
        (pictured("QR: sferum_docs D01 7K3M-Q9TX"), 0),  # a facsimile put in the place of the code keeps its name
        (pictured("QR: 7K3M-Q9TX", qr_code("7K3M-Q9TX").data), 1),
    ],
    ids=["facsimile", "facsimile called a code", "code"],
)
def test_no_picture_goes_out_but_the_code_of_the_program(content: bytes, left: int) -> None:
    copy = public_copy(content, "О режиме", DAY)
    names = zipfile.ZipFile(io.BytesIO(copy.content)).namelist()
    assert len([name for name in names if name.startswith("word/media/")]) == left
    assert dict(copy.removed).get(Removal.PICTURES, 0) == 1 - left
    assert judge(copy).reason == ""


SHAPE = (
    "<w:p {ns}><w:r><w:drawing><wp:anchor behindDoc='{behind}'><wp:extent cx='900000' cy='{height}'/></wp:anchor>"
    "</w:drawing></w:r></w:p>"
)


@pytest.mark.parametrize(("behind", "height", "covers"), [(0, 300_000, True), (1, 300_000, False), (0, 9_000, False)])
def test_what_a_shape_hides_is_not_laid_bare(behind: int, height: int, *, covers: bool) -> None:
    shape = SHAPE.format(ns=nsdecls("w", "wp"), behind=behind, height=height)
    copy = public_copy(altered(lambda document: document.element.body.insert(0, parse_xml(shape))), "О режиме", DAY)
    assert copy.covered is covers
    assert judge(copy).reason == ("фигура закрывает часть листа: под ней может быть текст" if covers else "")
    assert Removal.PICTURES in dict(copy.removed)


UNDER = (
    "<w:p {ns}>{before}<w:r><w:drawing><wp:anchor behindDoc='{behind}'><wp:positionV relativeFrom='{of}'>{at}"
    "</wp:positionV><wp:extent cx='900000' cy='900000'/><wp:{wrap}/><wp:docPr id='9' name='x' descr='{about}'/>"
    "<a:graphic><a:blip r:embed='{link}'/></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
)
BY_STYLE = (
    "<w:p {ns} xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:pict><v:shape style='position:absolute;{style}'>"
    "<v:imagedata r:id='{link}'/></v:shape></w:pict></w:r></w:p>"
)


def floating(place: int = 3, data: bytes = PICTURE, xml: str = UNDER, **told: str) -> bytes:
    names = {"ns": nsdecls("w", "wp", "a", "r"), "behind": "0", "of": "paragraph", "before": "", "about": "x"}
    names |= {"at": "<wp:posOffset>90000</wp:posOffset>", "wrap": "wrapNone"} | told

    def change(document: docx.document.Document) -> None:
        link, _ = document.part.get_or_add_image(io.BytesIO(data))
        document.element.body.insert(place, parse_xml(xml.format(link=link, **names)))

    return altered(change)


@pytest.mark.parametrize(
    ("content", "kept_back"),
    [
        (floating(), True),
        (floating(wrap="wrapThrough"), True),
        (floating(wrap="wrapSquare"), False),
        (floating(behind="1"), False),
        (floating(xml=BY_STYLE, style="margin-top:9pt;height:60pt;z-index:2"), True),
        (floating(xml=BY_STYLE, style="margin-top:9pt;height:60pt;z-index:-2"), False),
        (floating(0), False),
        (floating(0, xml=BY_STYLE, style="margin-top:9pt;height:60pt;z-index:2"), False),
        (floating(0, at="<wp:posOffset>3000000</wp:posOffset>"), True),
        (floating(0, at="<wp:align>bottom</wp:align>"), True),
        (floating(0, before="<w:r><w:t>МБОУ</w:t></w:r>"), True),
        (floating(0, before="<w:r><w:t>МБОУ</w:t></w:r>", at="<wp:posOffset>-900000</wp:posOffset>"), False),
        (floating(data=qr_code("7K3M-Q9TX").data, about="QR: 7K3M-Q9TX"), False),
    ],
)
def test_words_under_a_picture_are_not_laid_bare_and_a_coat_of_arms_covers_none(
    content: bytes, *, kept_back: bool
) -> None:
    copy = public_copy(content, "О режиме", DAY)
    assert copy.pasted_over is kept_back
    assert copy.may_go is not kept_back


def test_what_to_do_with_a_picture_over_the_text_is_told() -> None:
    reason = "рисунок лежит поверх текста: под ним может быть текст (в Word: «Обтекание текстом» → «В тексте»)"
    assert judge(public_copy(floating(), "О режиме", DAY)).reason == reason


def test_what_was_taken_out_is_told_with_its_number() -> None:
    told = judge(public_copy(pictured("Подпись"), "О режиме", DAY)).removed
    assert told == ("телефоны и адреса почты: 2", "рисунки и фигуры")


def table(*rows: tuple[str, ...]) -> bytes:
    def change(document: docx.document.Document) -> None:
        made = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text

    return altered(change)


@pytest.mark.parametrize(
    ("content", "kept_back"),
    [
        (table(("№", "ФИО ученика"), ("1", "Ким Олег")), True),
        (table(("№", "Фамилия, имя обучающегося"), ("1", "АЛИЕВ Али Гусейн оглы")), True),
        (table(("Класс", "Фамилия, имя"), ("5 «А»", "Ким О. Ю.")), True),
        (table(("Класс", "Классный руководитель"), ("5 «А»", "Омарова З. И.")), False),
        (table(("ФИО учителя", "Класс"), ("Омарова З. И.", "5 «А»")), False),
        (table(("Группа", "Число обучающихся"), ("Ромашка", "12")), False),
        (table(("№", "ФИО ученика"), ("1", "")), False),
        (paper("Список обучающихся 5 «А» класса", "1. Ким Олег Юрьевич", "2) Алиева П. Г."), True),
        (paper("Наградить учеников 5 «А» класса: Кима Олега, Алиеву Патимат."), True),
        (paper("Чаты обучающихся 5–9 классов ведут классные руководители: Омарова З. И."), False),
        (paper("Обеспечить учащихся.", "Омарова З. И."), False),
    ],
)
def test_lists_of_children_keep_a_paper_back(content: bytes, *, kept_back: bool) -> None:
    assert (Personal.PUPIL in public_copy(content, "О режиме", DAY).personal) is kept_back


TWICE = "".join(f"<mc:{name}><w:t>тел. 8-928-123-45-67</w:t></mc:{name}>" for name in ("Choice", "Fallback"))
BESIDE_TEXT = (
    '<w:hyperlink w:anchor="a" w:tooltip="sch5@mail.ru"><w:r><w:t>почта</w:t></w:r></w:hyperlink>',
    '<w:sdt><w:sdtPr><w:alias w:val="Почта sch5@mail.ru"/></w:sdtPr><w:sdtContent/></w:sdt>',
    '<w:r><w:instrText>HYPERLINK "mailto:sch5@mail.ru" \\o "тел. 8-928-123-45-67"</w:instrText></w:r>',
    "<w:unknown><w:r><w:t>Справки: тел. 8-928-123-45-67</w:t></w:r></w:unknown>",
    f"<w:r><mc:AlternateContent xmlns:mc='{MC}'>{TWICE}</mc:AlternateContent></w:r>",
)


@pytest.mark.parametrize("element", BESIDE_TEXT)
def test_contacts_stand_nowhere_beside_the_text_either(element: str) -> None:
    def change(document: docx.document.Document) -> None:
        paragraph = parse_xml(f"<w:p {nsdecls('w')}>{element}</w:p>")
        document.element.body.insert(0, paragraph)

    copy = public_copy(altered(change), "О режиме", DAY)
    with zipfile.ZipFile(io.BytesIO(copy.content)) as packed:
        text = packed.read("word/document.xml").decode()
    assert copy.personal == ()
    assert not any(told in text for told in ("sch5", "928"))


NOTE = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2"><w:p>'
    "<w:r><w:t>Справки: тел. 8 (87233) 2-22-22, СНИЛС 112-233-445 95</w:t></w:r></w:p></w:footnote></w:footnotes>"
)


def test_notes_below_the_sheet_are_read_and_cleaned_too() -> None:
    def change(document: docx.document.Document) -> None:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, NOTE.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    copy = public_copy(altered(change), "О режиме", DAY)
    assert copy.personal == (Personal.SNILS,)
    text = zipfile.ZipFile(io.BytesIO(copy.content)).read("word/footnotes.xml").decode()
    assert "Справки: СНИЛС" in text


def test_links_stand_local_acts_first_and_say_what_they_lead_to() -> None:
    files = (
        PublicFile("a.pdf", "приказ", "58", date(2026, 11, 2), "О режиме <x>", 2048),
        PublicFile("b.pdf", "порядок", "58", date(2026, 11, 2), "Порядок общения", 10),
    )
    text = fragment(files).replace("\N{NO-BREAK SPACE}", " ")
    assert text.index("Локальные нормативные акты") < text.index("b.pdf") < text.index("Приказы") < text.index("a.pdf")
    assert "Приказ от 02.11.2026 № 58 «О режиме &lt;x&gt;» (PDF, 2 КБ)" in text
    assert '<html lang="ru">' in whole_page("МБОУ СОШ № 5", files)


def test_local_acts_stand_by_what_the_subsection_names_then_the_newest_first() -> None:
    titles = (
        "О порядке общения", "О порядке приёма на обучение", "Правила внутреннего трудового распорядка",
        "О переводе, отчислении и восстановлении обучающихся", "О режиме занятий обучающихся",
        "Правила внутреннего распорядка обучающихся", "О формах текущего контроля успеваемости",
        "О порядке оформления возникновения и прекращения образовательных отношений",
    )  # fmt: skip
    files = [PublicFile(f"{at}.pdf", "положение", "5", date(2026, 11, at + 1), it, 1) for at, it in enumerate(titles)]
    assert [file.name[0] for file in in_order(files)] == list("52146370")
