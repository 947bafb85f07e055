"""A stamped file: its properties, and the picture in the corner of its first page."""

import io
import re
import zipfile

import docx
import pytest

from sferum_docs.docengine import Stamp, check_file, compile_template, file_text, plain_text, qr_code
from tests.docengine.word import p, pack, parts, word, xml_of

STAMP = Stamp("О «Сферуме» & <чатах>", {"Код документа": "7K3M-Q9TX", "Программа": "sferum_docs 1"})
CODED = Stamp("О чатах", {"Код документа": "7K3M-Q9TX"}, qr_code("sferum_docs D02 7K3M-Q9TX", 15))
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "application/vnd.openxmlformats-"
VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FORMAT = "D5CDD505-2E9C-101B-9397-08002B2CF9AE"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"


def rendered(template: bytes, stamp: Stamp | None = STAMP) -> bytes:
    return compile_template(template).render({"школа": "МКОУ"}, stamp)


def drawn_by_a_person() -> bytes:
    """A template with everything Word writes of its author."""
    made = parts(p("{{ школа }}"))
    links = (
        ("rId2", CORE, "docProps/core.xml"),
        ("rId3", OFFICE + "extended-properties", "docProps/app.xml"),
        ("rId4", OFFICE + "custom-properties", "docProps/custom.xml"),
        (
            "rId5",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
            "docProps/thumbnail.png",
        ),
    )
    made["_rels/.rels"] = made["_rels/.rels"].replace(
        b"</Relationships>",
        "".join(f'<Relationship Id="{a}" Type="{b}" Target="{c}"/>' for a, b, c in links).encode()
        + b"</Relationships>",
    )
    types = (
        ("core", f"{PACKAGE}package.core-properties+xml"),
        ("app", f"{PACKAGE}officedocument.extended-properties+xml"),
        ("custom", f"{PACKAGE}officedocument.custom-properties+xml"),
    )
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        b"</Types>",
        "".join(f'<Override PartName="/docProps/{a}.xml" ContentType="{b}"/>' for a, b in types).encode() + b"</Types>",
    )
    made["docProps/core.xml"] = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Омарова З. И.</dc:creator></cp:coreProperties>'
    ).encode()
    made["docProps/app.xml"] = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Company>Ключевская СОШ</Company></Properties>"
    ).encode()
    made["docProps/thumbnail.png"] = qr_code("x").data
    fmt = '<property fmtid="{{{4}}}" pid="{0}" name="{1}"><vt:{2}>{3}</vt:{2}></property>'
    own = fmt.format(2, "Код документа", "lpwstr", "СТАРЫЙ", FORMAT) + fmt.format(3, "Экземпляр", "i4", "4", FORMAT)
    made["docProps/custom.xml"] = f'<Properties xmlns="{CUSTOM}" xmlns:vt="{VT}">{own}</Properties>'.encode()
    return pack(made)


TEMPLATES = {
    "plain": word(p("{{ школа }}")),
    "no tags": word("Приказ"),
    "tags only in the header": word("Приказ", p('<w:pPr><w:sectPr><w:headerReference r:id="rId1"/></w:sectPr></w:pPr>'),
                                    header="{{ школа }}"),
    "a table first": word([["{{ школа }}"]], "после таблицы"),
    "a picture of its own": word(p("{{r школа|qr }}"), "ещё"),
    "an empty first paragraph": word("<w:p/>", p("{{ школа }}")),
    "empty properties of a paragraph": word("<w:p><w:pPr/><w:r><w:t>{{ школа }}</w:t></w:r></w:p>"),
    "properties of a paragraph": word(p('<w:pPr><w:jc w:val="center"/></w:pPr>', "{{ школа }}")),
    "drawn by a person": drawn_by_a_person(),
}  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("stamp", [STAMP, CODED], ids=["properties", "with a picture"])
def test_a_stamped_file_is_sound_says_the_same_and_is_the_same_every_time(name: str, stamp: Stamp) -> None:
    template = TEMPLATES[name]
    made = rendered(template, stamp)
    assert check_file(made) == []
    assert plain_text(made) == plain_text(rendered(template, None))
    assert made == rendered(template, stamp)
    assert file_text(made).properties["Код документа"] == "7K3M-Q9TX"
    assert docx.Document(io.BytesIO(made)).core_properties.title == stamp.title
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())


def test_nothing_of_the_templates_author_travels_but_the_templates_own_properties() -> None:
    made = rendered(TEMPLATES["drawn by a person"])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
        assert not {"docProps/app.xml", "docProps/thumbnail.png"} & set(archive.namelist())
    assert "Омарова" not in everything
    assert "Ключевская" not in everything
    assert "docProps/app.xml" not in everything
    assert "СТАРЫЙ" not in everything
    assert file_text(made).properties == {"Код документа": "7K3M-Q9TX", "Экземпляр": "4", "Программа": "sferum_docs 1"}
    assert re.findall(r'pid="(\d+)"', xml_of(made, "docProps/custom.xml")) == ["2", "3", "4"]


def test_the_properties_bear_no_time_and_no_author() -> None:
    core = docx.Document(io.BytesIO(rendered(TEMPLATES["plain"]))).core_properties
    assert (core.author, core.last_modified_by, core.created, core.modified) == ("", "", None, None)


def test_a_file_without_a_stamp_keeps_what_the_template_had() -> None:
    made = rendered(TEMPLATES["drawn by a person"], None)
    assert file_text(made).properties == {"Код документа": "СТАРЫЙ", "Экземпляр": "4"}


def test_the_picture_is_anchored_outside_of_tables_at_the_lower_right() -> None:
    xml = xml_of(rendered(TEMPLATES["a table first"], CODED))
    assert xml.index("</w:tbl>") < xml.index("<wp:anchor") < xml.index("после таблицы")
    assert '<wp:positionH relativeFrom="margin"><wp:align>right' in xml
    assert 'descr="QR: sferum_docs D02 7K3M-Q9TX"' in xml
    assert 'behindDoc="0"' in xml
    centred = xml_of(rendered(TEMPLATES["properties of a paragraph"], CODED))
    assert centred.index("</w:pPr>") < centred.index("<wp:anchor")


def test_numbers_of_pictures_stay_apart() -> None:
    made = rendered(TEMPLATES["a picture of its own"], CODED)
    xml = xml_of(made)
    numbers = re.findall(r'<wp:docPr id="(\d+)"', xml)
    assert len(numbers) == len(set(numbers)) == 2
    links = re.findall(r'r:embed="(\w+)"', xml)
    assert len(set(links)) == 2
    assert xml_of(made, "word/_rels/document.xml.rels").count("/image") == 2


def test_a_line_break_in_a_title_stays_out_of_the_properties() -> None:
    made = rendered(TEMPLATES["plain"], Stamp("О\nчатах\x01", {"а\tб": "в\u2028г"}))
    assert file_text(made).properties == {"а б": "в г"}
    assert "О чатах" in xml_of(made, "docProps/core.xml")
