"""A finished file is read once for everything; what another file held before never hides a fault of this one."""

import pytest

from sferum_docs.docengine import bookmarks, check_file, read_finished
from sferum_docs.docengine.file.archive import open_archive
from sferum_docs.docengine.file.assembly import assemble, write_static_members
from tests.docengine.word import NS, pack, parts, word

STYLES = f"<w:styles {NS}><w:docDefaults/>{{}}</w:styles>"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
MARK = '<w:p><w:bookmarkStart w:id="1" w:name="п_1_3"/><w:r><w:t>слова</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'


def with_styles(styles: str) -> bytes:
    files = parts("x")
    files["word/styles.xml"] = styles.encode()
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'wordprocessingml.styles+xml"/></Types>',
    )
    link = f'<Relationship Id="rIdS" Type="{RELATION}" Target="styles.xml"/></Relationships>'
    links = files["word/_rels/document.xml.rels"]
    files["word/_rels/document.xml.rels"] = links.replace(b"</Relationships>", link.encode())
    return pack(files)


def test_findings_and_bookmarks_are_those_of_the_separate_readings() -> None:
    data = word(MARK, "{{ осталось }}", [["ячейка"]])
    finished = read_finished(data)
    assert list(finished.findings) == check_file(data)
    assert [item.code for item in finished.findings] == ["tag-left"]
    assert finished.bookmarks == bookmarks(data)
    assert finished.bookmarks[0].text == "слова"


def test_what_is_no_document_has_findings_and_no_bookmarks() -> None:
    assert read_finished(b"PK nothing").bookmarks == ()
    assert read_finished(b"PK nothing").findings


@pytest.mark.parametrize(
    ("styles", "code"),
    [
        (STYLES.format("<w:altChunk/>"), "alt-chunk"),
        (STYLES.format('<w:x href="file:///c:/x"/>'), "link-scheme"),
        (STYLES.format("<w:broken>"), "xml-broken"),
        ("<!DOCTYPE x>" + STYLES.format(""), "xml-dtd"),
    ],
)
def test_a_part_that_changed_is_read_anew_however_often(styles: str, code: str) -> None:
    sound = with_styles(STYLES.format(""))
    for _ in range(2):
        assert check_file(sound) == []
        assert [item.code for item in check_file(with_styles(styles))] == [code]


def test_the_same_packed_bytes_with_another_sum_are_damaged() -> None:
    sound = with_styles(STYLES.format(""))
    assert check_file(sound) == []
    members = open_archive(sound)
    styles = members["word/styles.xml"]
    forged = type(styles)(styles.name, styles.method, styles.crc ^ 1, styles.size, styles.packed)
    data = assemble(write_static_members({**members, styles.name: forged}.values()), ())
    assert [item.code for item in check_file(data)] == ["zip-damaged"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_address_is_found_in_every_encoding(encoding: str) -> None:
    files = parts("x")
    text = files["word/document.xml"].decode().replace("<w:body>", '<w:body><w:p src="\\\\host\\share"/>')
    files["word/document.xml"] = text.encode(encoding)
    assert [item.code for item in check_file(pack(files))] == ["link-scheme"]


def test_a_relation_that_leads_nowhere_is_found() -> None:
    data = word('<w:p><w:hyperlink r:id="rId77"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>')
    assert [(item.code, item.tag) for item in check_file(data)] == [("rel-missing", "rId77")]


def test_a_paragraph_within_a_run_is_found_once() -> None:
    data = word("<w:p><w:r><w:p/><w:p/></w:r></w:p>")
    assert [item.code for item in check_file(data)] == ["paragraph-misplaced"]


@pytest.mark.parametrize("written", ["{{ x }}", "&#123;&#x7b; x }}", "&#123;% if x %}"])
def test_a_tag_left_is_found_however_its_braces_are_written(written: str) -> None:
    data = word(f"<w:p><w:r><w:t>{written}</w:t></w:r></w:p>")
    assert [item.code for item in check_file(data)] == ["tag-left"]
