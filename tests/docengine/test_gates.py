"""Broken, disguised and hostile files are refused with a sentence; honest ones of every maker pass."""

import importlib
import inspect
import io
import struct
import zipfile
from contextlib import suppress
from functools import partial
from typing import Any

import docx
import pytest

from benchmarks.fuzz import fuzz_compared, fuzz_expressions, fuzz_files, sample
from sferum_docs import docengine
from sferum_docs.docengine import (
    TemplateError,
    advise,
    annotate,
    bookmarks,
    check_file,
    compile_template,
    file_text,
    inspect_template,
    plain_text,
)
from sferum_docs.docengine.findings import finding
from tests.docengine.vocabularies import DATA, VOCABULARY
from tests.docengine.word import NS, REL, TYPE, p, pack, parts, r, table, word

GOOD = word("ПРИКАЗ", "{{ школа.имя }}")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give an archive of any entries, doubles included."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            archive.writestr(info, data)
    return buffer.getvalue()


def appended(name: str, data: bytes = b"x") -> bytes:
    """Give the good file with one more member."""
    return zipped(*parts("ПРИКАЗ").items(), (name, data))


def with_flag(data: bytes, bit: int) -> bytes:
    """Set a general purpose bit in every header."""
    made = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(signature)
        while at >= 0:
            made[at + offset] |= bit
            at = made.find(signature, at + 4)
    return bytes(made)


def with_size(data: bytes, size: int) -> bytes:
    """Declare another unpacked size in the first entry of the directory."""
    at = data.find(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<L", size) + data[at + 28 :]


def overlapping() -> bytes:
    """Let the second entry of the directory point at the first member."""
    first = GOOD.find(b"PK\x01\x02")
    second = GOOD.find(b"PK\x01\x02", first + 4)
    return GOOD[: second + 42] + GOOD[first + 42 : first + 46] + GOOD[second + 46 :]


def with_comment(comment: bytes) -> bytes:
    """Give the good file with a comment of the archive."""
    return GOOD[:-2] + struct.pack("<H", len(comment)) + comment


CONTAINERS: dict[str, tuple[bytes, str]] = {
    "пустой файл": (b"", "empty-file"),
    "снимок": (b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 300, "wrong-image"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "wrong-image"),
    "PDF": (b"%PDF-1.7\n", "wrong-pdf"),
    "RTF": (b"{\\rtf1 x}", "wrong-rtf"),
    "старый .doc": (OLE + b"\0" * 600, "wrong-legacy"),
    "под паролем": (OLE + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le"), "wrong-encrypted"),
    "веб-страница": (b"<!DOCTYPE html><html></html>", "wrong-html"),
    "плоский XML": (b'<?xml version="1.0"?><pkg:package/>', "wrong-xml"),
    "текст": ("Приказ".encode(), "not-word"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, "wrong-archive"),
    "программа": (b"MZ" + b"\0" * 99, "wrong-program"),
    "обрезан": (GOOD[:300], "zip-damaged"),
    "обрезан у конца": (GOOD[:-10], "zip-damaged"),
    "приставка перед ZIP": (b"#!/bin/sh\n" + GOOD, "not-word"),
    "выход из папки": (appended("word/../../../tmp/x"), "zip-unsafe-name"),
    "полный путь": (appended("/etc/passwd"), "zip-unsafe-name"),
    "диск Windows": (appended("C:/x.xml"), "zip-unsafe-name"),
    "обратная черта": (appended("word\\..\\x.xml"), "zip-unsafe-name"),
    "управляющий знак в имени": (appended("word/a\nb.xml"), "zip-unsafe-name"),
    "двойник имени в другом регистре": (appended("WORD/document.xml"), "zip-duplicate"),
    "зашифрован": (with_flag(GOOD, 1), "zip-encrypted"),
    "сжат иначе": (zipped(*parts("x").items(), method=zipfile.ZIP_BZIP2), "zip-method"),
    "бомба": (appended("word/theme/theme1.xml", b" " * (40 << 20)), "zip-bomb"),
    "бомба поменьше": (appended("word/theme/theme1.xml", b" " * (8 << 20)), "zip-bomb"),
    "заявлено больше, чем есть": (with_size(GOOD, 5000), "zip-damaged"),
    "заявлено меньше, чем есть": (with_size(GOOD, 5), "zip-damaged"),
    "огромное заявлено": (with_size(GOOD, 0xFFFFFFF0), "zip-bomb"),
    "наложение": (overlapping(), "zip-overlap"),
    "байты после конца": (GOOD + b"#!/bin/sh", "zip-more-behind"),
    "второй архив после конца": (GOOD + zipped(("a.txt", b"x")), "zip-more-before"),
    "архив перед началом": (zipped(("a.txt", b"x")) + GOOD, "zip-more-before"),
    "программа в комментарии": (with_comment(b"\x7fELF\x00"), "zip-more-behind"),
    "длинный комментарий": (with_comment(b"<script>" * 100), "zip-more-behind"),
    "тысяча частей": (zipped(*((f"word/{n}.xml", b"<a/>") for n in range(1200))), "zip-many-parts"),
    "архив с чем попало": (zipped(("a.txt", b"x")), "wrong-zip"),
    "odt": (zipped(("mimetype", b"application/vnd.oasis.opendocument.text")), "wrong-odt"),
    "ods": (zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")), "wrong-spreadsheet"),
}


@pytest.mark.parametrize(("data", "code"), CONTAINERS.values(), ids=CONTAINERS)
def test_the_first_gate_names_what_is_wrong_with_the_bytes(data: bytes, code: str) -> None:
    findings = inspect_template(data)
    assert [item.code for item in findings] == [code]
    assert findings[0].message()


MAIN = "word/document.xml"
MACROS, ACTIVEX = "application/vnd.ms-office.vbaProject", "application/vnd.ms-office.activeX+xml"
LINKS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"


def changed(part: str, old: str, new: str, more: dict[str, str | bytes] | None = None) -> bytes:
    """Give the good file with one part changed."""
    files = parts("ПРИКАЗ", more=more)
    before = files.get(part, b"").decode()
    assert old in before
    return pack({**files, part: before.replace(old, new, 1).encode()})


def linked(kind: str, target: str, *, external: bool = True, more: dict[str, str | bytes] | None = None) -> bytes:
    """Give the good file with one more relationship."""
    mode = ' TargetMode="External"' if external else ""
    base = "" if kind.startswith("http") else REL
    link = f'<Relationship Id="rIdX" Type="{base}{kind}" Target="{target}"{mode}/>'
    return changed(LINKS, "</Relationships>", f"{link}</Relationships>", more)


def body(xml: str) -> bytes:
    """Give a file with something in its body."""
    return word(xml)


def field(code: str) -> bytes:
    """Give a file with one field."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    middle = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return word(f"<w:p>{char('begin')}{middle}{char('separate')}<w:r><w:t>x</w:t></w:r>{char('end')}</w:p>")


def typed(content_type: str) -> bytes:
    """Give a file whose main part has another content type."""
    return changed(TYPES, f"{TYPE}document.main+xml", content_type)


def main_with(text: str) -> bytes:
    """Give a file with another main part."""
    return pack({**parts("x"), MAIN: text.encode()})


PACKAGES: dict[str, tuple[bytes, str]] = {
    "удалённый шаблон": (linked("attachedTemplate", "https://example.invalid/t.dotm"), "remote-template"),
    "шаблон с общей папки": (linked("attachedTemplate", "file://server/t.dotm"), "remote-template"),
    "рисунок по ссылке": (linked("image", "https://example.invalid/x.png"), "linked-image"),
    "ссылка file": (linked("hyperlink", "file:///c:/x"), "link-scheme"),
    "ссылка javascript": (linked("hyperlink", "javascript:alert(1)"), "link-scheme"),
    "ссылка на общую папку": (linked("hyperlink", "\\\\server\\x"), "link-scheme"),
    "ссылка ms-office": (linked("hyperlink", "ms-msdt:/id"), "link-scheme"),
    "внешний объект": (linked("oleObject", "https://example.invalid/x"), "ole"),
    "внешний документ": (linked("subDocument", "x.docx"), "sub-document"),
    "рамки": (linked("frame", "https://example.invalid/"), "sub-document"),
    "источник слияния": (linked("mailMergeSource", "file:///x.mdb"), "mail-merge"),
    "неизвестная связь": (linked("чудо", "x"), "rel-unknown"),
    "часть вне файла": (linked("settings", "https://example.invalid/s.xml"), "external-part"),
    "связь в никуда": (linked("styles", "нет.xml", external=False), "rel-missing"),
    "связь из пакета наружу": (linked("styles", "../../../etc/passwd", external=False), "rel-missing"),
    "веб-надстройка": (
        linked("http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "x", external=False),
        "web-extension",
    ),
    "макросы": (appended("word/vbaProject.bin", OLE), "macros"),
    "макросы под другим именем": (
        changed(TYPES, "<Default", f'<Default Extension="dat" ContentType="{MACROS}"/><Default',
                {"word/x.dat": OLE}),
        "macros",
    ),
    ".docm": (typed("application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
    ".dotm": (typed("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"), "macros"),
    ".dotx": (typed(f"{TYPE}template.main+xml"), "wrong-dotx"),
    ".xlsx": (typed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "wrong-spreadsheet"),
    ".pptx": (
        typed("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
        "wrong-presentation",
    ),
    "ActiveX": (
        changed(TYPES, "<Default",
                f'<Override PartName="/word/activeX/a.xml" ContentType="{ACTIVEX}"/><Default',
                {"word/activeX/a.xml": "<a/>"}),
        "activex",
    ),
    "вложение": (appended("word/embeddings/x.xml", b"<a/>"), "embedded-file"),
    "неизвестная часть": (appended("word/x.exe", b"MZ"), "part-unknown"),
    "altChunk": (body('<w:altChunk r:id="rId9"/>'), "alt-chunk"),
    "объект": (body("<w:p><w:r><w:object/></w:r></w:p>"), "ole"),
    "элемент управления": (body('<w:p><w:r><w:control r:id="x"/></w:r></w:p>'), "activex"),
    "поддокумент": (body('<w:subDoc r:id="x"/>'), "sub-document"),
    "исправления": (body("<w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins></w:p>"), "tracked-changes"),
    "удалённый текст": (body("<w:p><w:del><w:r><w:delText>{{ x }}</w:delText></w:r></w:del></w:p>"), "tracked-changes"),
    "правка формата": (body("<w:p><w:pPr><w:pPrChange/></w:pPr></w:p>"), "tracked-changes"),
    "DDE": (field(" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "), "field-refused"),
    "dde строчными": (field(" dde x y "), "field-refused"),
    "INCLUDEPICTURE": (field('INCLUDEPICTURE "https://example.invalid/x.png"'), "field-refused"),
    "INCLUDETEXT": (field("INCLUDETEXT c:\\\\x"), "field-refused"),
    "MACROBUTTON": (field("MACROBUTTON x y"), "field-refused"),
    "QUOTE": (field("QUOTE 68 68 69"), "field-refused"),
    "HYPERLINK на программу": (field('HYPERLINK "file:///c:/windows/system32/cmd.exe"'), "link-scheme"),
    "простое поле": (body('<w:p><w:fldSimple w:instr="DDE x y"/></w:p>'), "field-refused"),
    "поле без начала": (body("<w:p><w:r><w:instrText>DDE x</w:instrText></w:r></w:p>"), "field-refused"),
    "рисунок VML по ссылке": (
        body('<w:p><w:r><w:pict><v:shape><v:imagedata src="file://server/x.png"/></v:shape></w:pict></w:r></w:p>'),
        "linked-image",
    ),
    "DTD": (main_with(f"<!DOCTYPE x><w:document {NS}><w:body/></w:document>"), "xml-dtd"),
    "сущности": (
        main_with(f'<!DOCTYPE x [<!ENTITY a "b">]><w:document {NS}><w:body><w:p>&a;</w:p></w:body></w:document>'),
        "xml-dtd",
    ),
    "DTD в utf-16": (
        pack({**parts("x"), "docProps/app.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16")}),
        "xml-dtd",
    ),
    "чужая кодировка": (main_with(f'<?xml version="1.0" encoding="UTF-7"?><w:document {NS}/>'), "xml-encoding"),
    "не XML": (main_with("приказ"), "xml-broken"),
    "XML оборван": (main_with(f"<w:document {NS}><w:body>"), "xml-broken"),
    "тысяча вложенных": (main_with(f"<w:document {NS}>{'<w:sdt>' * 2000}{'</w:sdt>' * 2000}</w:document>"),
                         "xml-broken"),
    "нулевой знак": (main_with(f"<w:document {NS}><w:body>\0</w:body></w:document>"), "xml-broken"),
    "строгий формат": (
        main_with('<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>'),
        "strict-format",
    ),
    "другой корень": (main_with(f"<w:hdr {NS}/>"), "no-document"),
    "без тела": (main_with(f"<w:document {NS}/>"), "no-document"),
    "без главной части": (changed("_rels/.rels", 'officeDocument"', 'styles"'), "no-document"),
    "тег в замещающем тексте": (
        body('<w:p><w:r><w:drawing><wp:docPr id="1" name="x" descr="{{ школа.имя }}"/></w:drawing></w:r></w:p>'),
        "tag-in-attribute",
    ),
    "тег в поле": (field("IF {{ школа.имя }}"), "tag-hidden"),
    "тег в формуле": (body("<w:p><m:oMath><m:r><m:t>{{ школа.имя }}</m:t></m:r></m:oMath></w:p>"), "tag-hidden"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code"), PACKAGES.values(), ids=PACKAGES)
def test_the_second_gate_names_what_a_word_document_may_not_hold(data: bytes, code: str) -> None:
    findings = inspect_template(data, VOCABULARY)
    assert code in [item.code for item in findings], [item.message() for item in findings]
    with pytest.raises(TemplateError):
        compile_template(data, VOCABULARY)


def test_a_correction_is_told_with_its_place_and_words() -> None:
    data = word("Раз", "<w:p><w:r><w:t>Срок до </w:t></w:r><w:ins><w:r><w:t>20 октября</w:t></w:r></w:ins></w:p>")
    (found,) = inspect_template(data, VOCABULARY)
    assert (found.code, found.place.paragraph) == ("tracked-changes", 2)
    many = word(*(p("x").replace("<w:r>", "<w:ins><w:r>").replace("</w:r>", "</w:r></w:ins>") for _ in range(500)))
    assert 1 < len(inspect_template(many, VOCABULARY)) <= 20


def test_braces_alone_in_the_text_refuse_no_template() -> None:
    assert compile_template(word("множество { { 1, 2 } }", "{_% raw %_}"), VOCABULARY).render(DATA)


WALKS = (
    "{{ [].__class__.__base__.__subclasses__() }}",
    "{{ ''.__class__.__mro__[1] }}",
    "{{ школа.имя.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ namespace.__init__.__globals__.os.popen('echo x').read() }}",
    "{{ школа.имя|attr('__class__') }}",
    "{{ ('%s'|format)(школа) }}",
    "{{ '{0.__class__}'.format(школа) }}",
    "{{ config.items() }}",
    "{{ request.application() }}",
    "{{ 9**9**9 }}",
    "{{ 'a' * 999999999 }}",
    "{{ range(999999999)|list }}",
    "{% for a in range(50000) %}{% for b in range(50000) %}{{ a * b }}{% endfor %}{% endfor %}",
    "{% set x = cycler %}{{ x }}",
    "{% import 'os' as o %}",
    "{% include '/etc/passwd' %}",
    "{% extends '/etc/passwd' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% call x() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% autoescape false %}x{% endautoescape %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% with x = 1 %}{{ x }}{% endwith %}",
    "{{ школа['имя'] }}",
    "{{ школа.имя[0] }}",
    "{{ школа.имя[:1] }}",
    "{{ 1 + 1 }}",
    "{{ школа.имя ~ школа.имя }}",
    "{{ {'a': 1} }}",
    "{{ школа.имя is string }}",
    "{{ школа.имя|map('upper') }}",
    "{{ школа.имя|safe }}",
    "{{ школа.имя if школа.имя.isupper() }}",
    "{{ (школа.имя).имя() }}",
    "{{ " + "(" * 200 + "школа.имя" + ")" * 200 + " }}",
    "{{ " + "not " * 140 + "да }}",
    "{{ школа.имя" + "|upper" * 90 + " }}",
    "{{ " + "9" * 500 + " }}",
    "{{ '" + "я" * 550 + "' }}",
    "{{ loop.__class__ }}",
    "{{ caller() }}",
    "{{ dict(a=1) }}",
    "{{ joiner('x') }}",
    "{{ _ }}",
    "{{ школа._имя }}",
)


@pytest.mark.parametrize("vocabulary", [VOCABULARY, None], ids=["словарь", "без словаря"])
@pytest.mark.parametrize("tag", WALKS)
def test_the_third_gate_lets_no_foreign_expression_through(tag: str, vocabulary: object) -> None:
    for data in (word(tag), word("x", header1=f"<w:p><w:r><w:t>{tag.replace('<', '')}</w:t></w:r></w:p>")):
        found = inspect_template(data, VOCABULARY if vocabulary else None)
        assert any(item.severity == "error" and item.place.paragraph == 1 for item in found)


def test_files_of_python_docx_pass() -> None:
    document = docx.Document()
    document.add_heading("{{ школа.имя }}", 1)
    document.add_paragraph("Назначить {{ директор.фио|дательный }}", style="List Number")
    table = document.add_table(rows=3, cols=2)
    for row, text in enumerate(("{%tr for с in сотрудники %}", "{{ с.фио }}", "{%tr endfor %}")):
        table.cell(row, 0).text = text
    document.sections[0].header.paragraphs[0].text = "{{ школа.город }}"
    buffer = io.BytesIO()
    document.save(buffer)
    out = compile_template(buffer.getvalue(), VOCABULARY).render(DATA)
    assert check_file(out) == []
    assert plain_text(out) == ("СОШ № 1", "Назначить Иванов И. И.+дт", "Омарова", "", "Петров", "", "Дербент")
    assert [paragraph.text for paragraph in docx.Document(io.BytesIO(out)).paragraphs][:1] == ["СОШ № 1"]


def test_a_new_file_of_python_docx_is_not_called_too_heavy() -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    assert advise(buffer.getvalue()) == []


ODD: dict[str, bytes] = {
    "a bookmark without a name": word(f'<w:p><w:bookmarkStart w:id="1"/>{r("x")}<w:bookmarkEnd w:id="1"/></w:p>'),
    "bookmarks without name and number": word("<w:p><w:bookmarkStart/><w:bookmarkEnd/><w:bookmarkStart/></w:p>"),
    "a width of a superscript": word(table([["а", "б"]]).replace('w:gridCol w:w="2000"', 'w:gridCol w:w="²"', 1)),
    "a width of Arabic digits": word(table([["а", "б"]]).replace('w:tcW w:w="2000"', 'w:tcW w:w="٣٤"', 1)),
    "a width of five thousand digits": word(table([["а"]]).replace('w:w="2000"', f'w:w="{"9" * 5000}"')),
    "a span of a superscript": word(table([["{%tc for x in л %}", "{{ x }}", "{%tc endfor %}"]]).replace(
        '<w:tcW w:w="2000" w:type="dxa"/>', '<w:tcW w:w="2000" w:type="dxa"/><w:gridSpan w:val="²"/>')),
    "a bookmark with a number of five thousand digits": word(
        f'<w:p><w:bookmarkStart w:id="{"9" * 5000}" w:name="a"/><w:bookmarkEnd w:id="{"9" * 5000}"/></w:p>',
        header="{{ имя }}",
    ),
    "a bookmark numbered by a superscript": word('<w:p><w:bookmarkStart w:id="²" w:name="a"/></w:p>', header="{{ x }}"),
    "a comment numbered by a letter": word("x", comments='<w:p w:id="ы"/>', more={
        "word/comments.xml": f'<w:comments {NS}><w:comment w:id="ы"><w:p/></w:comment></w:comments>'}),
    "a list numbered by a superscript": word(
        "{%p for x in л %}",
        '<w:p><w:pPr><w:numPr><w:numId w:val="²"/></w:numPr></w:pPr><w:r><w:t>{{ x }}</w:t></w:r></w:p>',
        "{%p endfor %}",
        numbering='<w:abstractNum w:abstractNumId="1"/><w:num w:numId="²"><w:abstractNumId w:val="1"/></w:num>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", ODD.values(), ids=ODD)
def test_the_whole_public_surface_answers_an_odd_file_with_findings_or_a_refusal(data: bytes) -> None:
    for ask in (inspect_template, compile_template, advise, bookmarks, plain_text, file_text, check_file,
                partial(annotate, findings=[finding("syntax")])):  # fmt: skip
        with suppress(TemplateError):
            ask(data)


@pytest.mark.parametrize("name", ["advise", "bookmarks", "plain_text", "file_text", "check_file", "annotate"])
def test_whatever_a_library_raises_is_one_kind_of_error(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    module = importlib.import_module(inspect.unwrap(getattr(docengine, name)).__module__)
    monkeypatch.setattr(module, "open_package", broken)
    ask = partial(annotate, findings=[]) if name == "annotate" else getattr(docengine, name)
    if name == "check_file":
        assert [item.code for item in check_file(GOOD)] == ["unreadable"]
        return
    with pytest.raises(TemplateError) as caught:
        ask(GOOD)
    assert caught.value.code == "unreadable"


def test_habits_of_word_pass() -> None:
    everyday = (
        '<w:p><w:hyperlink r:id="rIdX"><w:r><w:t>сайт</w:t></w:r></w:hyperlink></w:p>',
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>',
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr=" NUMPAGES "/></w:p>',
        f'<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>{p("{{ школа.имя }}")}</w:sdtContent></w:sdt>',
    )
    data = linked("hyperlink", "https://sferum.ru")
    files = {
        name: zipfile.ZipFile(io.BytesIO(data)).read(name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    }
    files[MAIN] = f"<w:document {NS}><w:body>{''.join(everyday)}<w:sectPr/></w:body></w:document>".encode()
    files["customXml/item1.xml"] = b'<b:Sources xmlns:b="urn:x"><object src="file:x"/></b:Sources>'
    assert inspect_template(pack(files), VOCABULARY) == []


class Stream(io.RawIOBase):
    """A target without a way back: zipfile then writes sizes after the data."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.written += bytes(data)
        return len(bytes(data))


def streamed() -> bytes:
    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts("{{ школа.имя }}").items():
            archive.writestr(name, data)
    return bytes(stream.written)


def with_folders() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.mkdir("word")
        archive.comment = b"comment"
        for name, data in parts("{{ школа.имя }}").items():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as file:
                file.write(data)
    return buffer.getvalue()


def rewritten(encoding: str, declaration: str) -> bytes:
    files = parts("{{ школа.имя }}")
    return pack({**files, MAIN: (declaration + files[MAIN].decode()).encode(encoding)})


HONEST = {
    "размеры после данных": streamed(),
    "папки, комментарий, zip64, без сжатия": with_folders(),
    "UTF-16": rewritten("utf-16", '<?xml version="1.0" encoding="UTF-16"?>'),
    "UTF-8 с меткой": rewritten("utf-8-sig", '<?xml version="1.0" encoding="UTF-8"?>\r\n'),
}


@pytest.mark.parametrize("data", HONEST.values(), ids=HONEST)
def test_honest_files_of_unusual_makers_pass(data: bytes) -> None:
    out = compile_template(data, VOCABULARY).render(DATA)
    assert plain_text(out) == ("СОШ № 1",)
    assert check_file(out) == []


def test_eight_thousand_random_expressions_do_no_harm() -> None:
    outcome = fuzz_expressions(8_000)
    assert outcome.faults == []
    assert outcome.accepted > 800


def test_two_thousand_damaged_files_are_refused_or_read() -> None:
    outcome = fuzz_files(sample(), 2000)
    assert outcome.faults == []


def test_damaged_copies_are_compared_without_an_exception() -> None:
    outcome = fuzz_compared(sample(), 300, seed=7)
    assert not [fault for fault in outcome.faults if not fault[0].isdigit()]  # slowness is measured by the benchmark
    assert outcome.accepted
