import re

from sferum_docs.documents.making.preview import preview
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import find_pack


def html_of(document: str) -> str:
    pack = find_pack("sferum-2023")
    sample = read_sample(pack, "full")
    made = prepare(sample.school, pack, sample.request)
    return re.sub(r"<a id[^>]*></a>", "", preview(next(item.content for item in made if item.spec.id == document)))


def test_sub_clauses_stand_inside_their_clause() -> None:
    html = html_of("D04")
    assert re.search(r'<li class="doc-clause">[^<]+<ol class="doc-list"><li class="doc-subclause">', html)
    assert "<li><ol" not in html


def test_chapters_hold_their_clauses() -> None:
    html = html_of("D10")
    assert '<li class="doc-chapter">Общие положения<ol class="doc-list"><li class="doc-chapterclause">' in html
    assert "<li><ol" not in html


def test_tables_keep_their_heads_and_their_look() -> None:
    html = html_of("D12")
    assert '<table class="doc-grid"><thead>' in html
    assert "Магомедова Патимат Гаджиевна" in html
