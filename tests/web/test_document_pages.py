import hashlib
import io
import zipfile
from urllib.parse import unquote

from docx import Document

from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack
from tests.builders import PACK_ID
from tests.web.pages import ACT, SchoolClient


def made() -> tuple[str, ...]:
    """The documents of the demonstration school."""
    return read_sample(find_pack(PACK_ID)).request.documents


def test_the_list_shows_every_document_with_its_clauses(demonstration: SchoolClient) -> None:
    page = demonstration.page("/documents")
    assert len(page.root.xpath("//tbody/tr")) == len(made())
    assert "исполняет 1.2, 1.6" in page.main
    assert "черновик" in page.main
    assert "Ждут подписи: " in page.main


def test_a_document_is_shown_as_a_sheet_with_its_facts(demonstration: SchoolClient) -> None:
    page = demonstration.page("/documents/1?view=text")
    data = demonstration.get("/documents/1/file").data
    assert hashlib.sha256(data).hexdigest()[:12] in page.main
    assert "п. 1.7" in page.main
    assert "Магомедова" in page.root.xpath("//div[@class='paper']")[0].text_content()
    assert page.root.xpath("//li[@class='doc-clause']")


def test_the_file_is_word_with_a_readable_name(demonstration: SchoolClient) -> None:
    answer = demonstration.get("/documents/1/file")
    assert answer.headers["Content-Type"].endswith("wordprocessingml.document")
    assert Document(io.BytesIO(answer.data)).paragraphs
    name = unquote(answer.headers["Content-Disposition"])
    assert "ответственных" in name


def test_the_archive_holds_the_newest_documents_with_russian_names(demonstration: SchoolClient) -> None:
    answer = demonstration.get(f"{ACT}/packet.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(made())
        assert all(item.flag_bits & 0x800 for item in archive.infolist()), "names are marked as UTF-8"
        for name in names:
            text = "\n".join(item.text for item in Document(io.BytesIO(archive.read(name))).paragraphs)
            assert "{{" not in text
            assert "None" not in text


def test_a_document_made_again_keeps_its_older_version(demonstration: SchoolClient) -> None:
    asked = demonstration.page(f"{ACT}/packet?document=D04")
    page = demonstration.send(f"{ACT}/packet", asked.values(), action="make")
    (link,) = page.root.xpath("//tbody/tr/th/a[contains(., 'Об исключении')]/@href")
    newest = demonstration.page(link)
    assert "Другие версии" in newest.main
    assert any(other.startswith("/documents/") and other != link for other in newest.links())
    with zipfile.ZipFile(io.BytesIO(demonstration.get(f"{ACT}/packet.zip").data)) as archive:
        assert len(archive.namelist()) == len(made()) + 1, "a note says that the packets are mixed"


def test_the_list_says_which_documents_belong_to_another_packet(demonstration: SchoolClient) -> None:
    assert "разных комплектов" not in demonstration.page("/documents").main
    page = demonstration.send(f"{ACT}/packet", demonstration.page(f"{ACT}/packet?document=D04").values(), action="make")
    assert "В списке документы разных комплектов: 7 документов составлены раньше последнего" in page.main
    assert page.main.count("составлен раньше последнего комплекта") == len(made()) - 1


def test_the_list_says_which_documents_the_school_has_outgrown(demonstration: SchoolClient) -> None:
    demonstration.fill("/school", {"phone": "+7 (900) 000-00-77"}, action="save")
    assert "устарел" not in demonstration.page("/documents").main
    demonstration.fill("/school", {"place": "с. Другое"}, action="save")
    page = demonstration.page("/documents")
    assert page.main.count("устарел: место издания документов: с. Верхнереченское → с. Другое") >= 4


def test_there_is_no_archive_before_there_are_documents(client: SchoolClient) -> None:
    assert client.get(f"{ACT}/packet.zip").status_code == 404
    assert "Документов ещё нет" in client.page("/documents").main
