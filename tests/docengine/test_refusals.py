"""The particular refusal stands before the general one, and no advice harms what it is given for."""

import random
import re

import pytest

from sferum_docs.docengine import TemplateError, annotate, check_file, compile_template, file_text, inspect_template
from tests.docengine.word import REL, Block, p, pack, parts, r, word

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/"
OFFICE = "http://schemas.microsoft.com/office/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def with_part(
    name: str, content_type: str, kind: str, data: bytes = b"<x/>", source: str = "word/_rels/document.xml.rels"
) -> bytes:
    """A file with one more part, declared and linked as Word does it."""
    files = parts("ПРИКАЗ", "{{ фио }}")
    override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    link = f'<Relationship Id="rIdX" Type="{kind}" Target="/{name}"/></Relationships>'
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(b"</Types>", override.encode())
    files[source] = files[source].replace(b"</Relationships>", link.encode())
    return pack({**files, name: data})


def signed() -> bytes:
    """A file as Word signs it: the origin, the signature, its certificate."""
    files = parts("ПРИКАЗ")
    types = (
        '<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>'
        '<Override PartName="/_xmlsignatures/sig1.xml" '
        'ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/></Types>'
    )
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(b"</Types>", types.encode())
    link = '<Relationship Id="{}" Type="{}{}" Target="{}"/></Relationships>'.format
    files["_rels/.rels"] = files["_rels/.rels"].replace(
        b"</Relationships>", link("rIdS", PACKAGE, "origin", "_xmlsignatures/origin.sigs").encode()
    )
    inner = files["word/_rels/document.xml.rels"].split(b">")[0] + b">"
    files["_xmlsignatures/_rels/origin.sigs.rels"] = inner + link("rId1", PACKAGE, "signature", "sig1.xml").encode()
    files["_xmlsignatures/origin.sigs"] = b""
    files["_xmlsignatures/sig1.xml"] = b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>'
    return pack(files)


KNOWN = {
    "слияние": (with_part("word/recipientData.xml", f"{WORD}mailMergeRecipientData+xml", f"{REL}recipientData"),
                "mail-merge"),
    "вставка при открытии": (with_part("word/afchunk.htm", "text/html", f"{REL}aFChunk", b"<p>x</p>"), "alt-chunk"),
    "вставка другого документа": (with_part("word/afchunk.docx", f"{WORD}document.main+xml", f"{REL}aFChunk"),
                                  "alt-chunk"),
    "веб-надстройка": (with_part("word/webextensions/webextension1.xml", "application/vnd.ms-office.webextension+xml",
                                 f"{OFFICE}2011/relationships/webextension"), "web-extension"),
    "сочетания клавиш": (with_part("word/customizations.xml", "application/vnd.ms-word.keyMapCustomizations+xml",
                                   f"{OFFICE}2006/relationships/keyMapCustomizations"), "key-map"),
    "подпись": (signed(), "signed"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code"), KNOWN.values(), ids=KNOWN)
def test_a_known_part_is_refused_by_its_own_sentence_alone(data: bytes, code: str) -> None:
    findings = inspect_template(data)
    assert [item.code for item in findings] == [code]
    assert "которой программа не знает" not in findings[0].message()


def test_nobody_is_advised_to_destroy_a_signature() -> None:
    (refused,) = inspect_template(signed())
    (told,) = check_file(signed())
    for finding in (refused, told):
        assert not {"снимите подпись", "сохраните"} & set(finding.message().lower().split())
        assert "аново" not in finding.message()
    assert (refused.severity, told.severity) == ("error", "warning")
    assert "не проверяется" in told.message()


def test_a_signed_file_is_read_and_said_to_be_signed() -> None:
    text = file_text(signed())
    assert ([line.text for line in text.lines], text.signed) == (["ПРИКАЗ"], True)
    assert not file_text(word("ПРИКАЗ")).signed


@pytest.mark.parametrize("name", ["вставка при открытии", "вставка другого документа"])
def test_what_a_file_brings_along_unread_is_named(name: str) -> None:
    text = file_text(KNOWN[name][0])
    assert text.lines[0].text == "ПРИКАЗ"
    assert "altChunk" in text.unread[0]


def test_a_file_with_an_unknown_part_is_read_and_the_part_named() -> None:
    data = with_part("word/odd.bin", "application/x-odd", f"{REL}odd", b"?")
    text = file_text(data)
    assert [line.text for line in text.lines] == ["ПРИКАЗ", "{{ фио }}"]
    assert any("word/odd.bin" in item for item in text.unread)
    assert annotate(data, inspect_template(data))


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"PK\x03\x04", b""])
def test_what_is_no_document_stays_refused(data: bytes) -> None:
    with pytest.raises(TemplateError):
        file_text(data)


def linked(*addresses: str, field: str = "") -> bytes:
    """A file whose second and following paragraphs are links, as pasted from a reference system."""
    paragraphs: list[Block] = ["{{ фио }}"]
    paragraphs += [p(f'<w:hyperlink r:id="rIdL{n}">{r(f"статья {n}")}</w:hyperlink>') for n in range(len(addresses))]
    files = parts(*paragraphs, *([p(f'<w:fldSimple w:instr="{field}">{r("сюда")}</w:fldSimple>')] if field else []))
    links = "".join(
        f'<Relationship Id="rIdL{n}" Type="{REL}hyperlink" Target="{address}" TargetMode="External"/>'
        for n, address in enumerate(addresses)
    )
    name = "word/_rels/document.xml.rels"
    files[name] = files[name].replace(b"</Relationships>", f"{links}</Relationships>".encode())
    return pack(files)


@pytest.mark.parametrize("scheme", ["consultantplus", "garantf1", "kodeks", "tg", "viber", "skype", "ftp", "onenote"])
def test_links_only_some_program_knows_are_warned_of_once_with_their_paragraph(scheme: str) -> None:
    data = linked("https://school.example", *(f"{scheme}://offline/ref={n}" for n in range(40)))
    (found,) = inspect_template(data)
    assert (found.code, found.severity, found.place.paragraph) == ("link-odd", "warning", 3)
    assert "Таких ссылок: 40" in found.message()
    assert compile_template(data).render({"фио": "Омарова"})


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///c:/x", "C:/x.exe", "ms-word:ofe|u|x", "data:text/html,x"]
)
def test_a_link_that_may_do_harm_is_refused_with_its_paragraph(address: str) -> None:
    (found,) = inspect_template(linked("https://school.example", address))
    assert (found.code, found.severity, found.place.paragraph) == ("link-scheme", "error", 3)


def test_a_field_with_such_a_link_is_warned_of() -> None:
    (found,) = inspect_template(linked(field="HYPERLINK &quot;consultantplus://offline/ref=1&quot;"))
    assert (found.code, found.severity) == ("link-odd", "warning")


def with_media(name: str, content_type: str, data: bytes) -> bytes:
    return with_part(f"word/media/{name}", content_type, f"{REL}image", data)


def test_a_drawing_that_packs_well_is_no_bomb() -> None:
    assert inspect_template(with_media("image1.emf", "image/x-emf", b"\1\0\0\0" * (11 << 18))) == []
    noise = random.Random(1).randbytes(40)  # noqa: S311 -- the same in every run
    assert inspect_template(with_media("image1.bmp", "image/bmp", (b"\0" * 4000 + noise) * 4000)) == []


def test_a_bomb_is_still_refused() -> None:
    for name, kind, size in (("media/a.emf", "image/x-emf", 30), ("theme/theme1.xml", "application/xml", 6)):
        data = with_part(f"word/{name}", kind, f"{REL}image", b" " * (size << 20))
        assert [item.code for item in inspect_template(data)] == ["zip-bomb"]


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("image1.pdf", "application/pdf"),
        ("image1.pict", "image/pict"),
        ("image1.heic", "image/heic"),
        ("image1.webp", "image/webp"),
    ],
)
def test_a_picture_of_another_program_is_warned_of_with_what_helps(name: str, content_type: str) -> None:
    (found,) = inspect_template(with_media(name, content_type, b"%PDF-1.4"))
    assert (found.code, found.severity) == ("picture-rare", "warning")
    assert name in found.message()
    assert "PNG" in found.message()


def test_a_file_damaged_by_chance_accuses_nobody() -> None:
    """A stick pulled out too soon makes such files, not whoever brings them."""
    whole, chance = bytearray(word(p("ПРИКАЗ"), p("{{ фио }}"))), random.Random(7)  # noqa: S311  no secret
    told = set()
    for _time in range(150):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        try:
            compile_template(bytes(damaged))
        except TemplateError as error:
            told |= {finding.message() for finding in error.findings}
    assert told
    assert not [sentence for sentence in told if re.search(r"вредонос|злоумышл|взлом|атак|подозр", sentence.lower())]
