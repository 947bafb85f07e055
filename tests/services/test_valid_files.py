"""Every file that the program makes keeps the schemas of ECMA-376: Word mends nothing silently and refuses nothing."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from benchmarks.pages import request as everything
from sferum_docs.docengine.compiling.annotate import annotate, commented
from sferum_docs.docengine.findings import Finding, Place
from sferum_docs.documents.making.generate import MadeDocument, make
from sferum_docs.documents.making.page_setup import with_page_setup
from sferum_docs.documents.registering.copies import CopyMark, certified, extract
from sferum_docs.documents.registering.register_paper import register_docx
from sferum_docs.documents.registering.registers import shipped_registers
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.house_templates.build import shared_parts
from sferum_docs.house_templates.skeleton import KINDS, skeleton
from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.person import PERSON
from sferum_docs.schools.model import LayoutSettings, Margins, School, Typeface
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import PACKS, find_pack, known_packs
from sferum_docs.services.register.lists.export import register_xlsx
from sferum_docs.web.school.lists.samples import sample_sheet
from tests.documents.test_register_paper import paper
from tests.office_files import schema_faults
from tests.services.test_every_document import schools
from tests.services.test_office_papers import SHAMIL, act, sheet

PACK = find_pack("sferum-2023")
SAMPLE = read_sample(PACK, "full")
MARK = CopyMark("Директор", "З. К. Исаева", "28 ноября 2026 г.", "Подлинник находится в МКОУ «СОШ» в деле № 01-05.")
OTHER_LOOK = LayoutSettings(typeface=Typeface.ASTRA, size=12, qr=True)


def dressed(school: School) -> School:
    return replace(school, layout=OTHER_LOOK, margins=Margins(35, 20, 25, 25))


def order(*, marked: bool = False) -> bytes:
    request = SAMPLE.request
    situation = Situation(
        SAMPLE.school, PACK, PACK.by_id["D02"], request.order_date, request.answers, chosen=request.documents
    )
    return make(situation, marked=marked).content


def faults_of(files: dict[str, bytes], suffix: str = ".docx") -> dict[str, list[str]]:
    return {name: faults for name, content in files.items() if (faults := schema_faults(content, suffix))}


def named(made: tuple[MadeDocument, ...]) -> dict[str, bytes]:
    return {item.spec.id: item.content for item in made}


def test_the_shipped_templates_and_the_blanks_to_begin_with_are_valid() -> None:
    files = {str(path.relative_to(PACKS)): path.read_bytes() for path in sorted(PACKS.glob("*/*.docx"))}
    parts = shared_parts(Path(PACKS, PACK.id), PACKS)
    titles = {kind: "О дежурстве" if KINDS[kind].about or KINDS[kind].heading else "Дежурство" for kind in KINDS}
    files |= {kind: skeleton(title, kind, parts) for kind, title in titles.items()}
    assert len(files) > len(PACK.documents) + len(KINDS)
    assert faults_of(files) == {}


@pytest.mark.parametrize("title", ["demonstration", "hostile values"])
def test_every_document_of_the_packet_is_valid(title: str) -> None:
    school = dict(schools(PACK))[title]
    school = school if title == "demonstration" else dressed(school)
    assert faults_of(named(prepare(school, PACK, everything(PACK, date(2023, 10, 16))))) == {}


def test_so_are_the_documents_of_every_other_pack() -> None:
    for pack in (find_pack(name) for name in known_packs() if name != PACK.id):
        sample = read_sample(pack, "full")
        assert faults_of(named(prepare(dressed(sample.school), pack, sample.request))) == {}


COPIES: dict[str, Callable[[], bytes]] = {
    "values highlighted": lambda: order(marked=True),
    "certified copy": lambda: certified(order(), MARK),
    "extract": lambda: extract(order(), {1, 3}, MARK),
    "comments of a check": lambda: commented(order(), lambda _body: [(None, "Первое"), (None, "Второе")], "Б", "Б"),
    "comments on a template": lambda: annotate(
        Path(PACKS, PACK.id, "D02.docx").read_bytes(), [Finding("unknown-name", part="document", place=Place(3))]
    ),
    "act of refusal": lambda: act((SHAMIL, "учитель химии")),
    "acquaintance sheet": sheet,
}


@pytest.mark.parametrize("kind", COPIES)
def test_what_is_made_of_a_document_is_valid(kind: str) -> None:
    assert schema_faults(COPIES[kind]()) == []


def registers() -> Iterator[tuple[str, bytes, str]]:
    for register in shipped_registers().values():
        yield register.id, register_docx(paper(register, 8)), ".docx"
    yield "xlsx", register_xlsx(paper(shipped_registers()["R01"], 8)), ".xlsx"
    yield "sample of staff", sample_sheet("Работники", PERSON), ".xlsx"
    yield "sample of chats", sample_sheet("Чаты", CHAT), ".xlsx"


def test_registers_and_sheets_are_valid() -> None:
    assert [(name, faults) for name, file, suffix in registers() if (faults := schema_faults(file, suffix))] == []


@pytest.mark.parametrize("missing", ["", "w:sz", "w:szCs", "w:rFonts", "w:rPr"])
def test_a_look_given_to_a_template_from_word_keeps_its_properties_in_order(missing: str) -> None:
    """Whatever its styles leave unsaid."""
    document = docx.Document()
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    if missing and missing != "w:rPr":
        defaults.remove(defaults.find(qn(missing)))
    normal = document.styles["Normal"].element
    if missing != "w:rPr":
        normal.get_or_add_rPr()
    target = io.BytesIO()
    document.save(target)
    given = with_page_setup(target.getvalue(), Margins(35, 20, 25, 25), OTHER_LOOK)
    assert schema_faults(given) == schema_faults(target.getvalue())
    assert given != target.getvalue()


def test_a_property_out_of_its_order_is_told() -> None:
    """The check itself can fail."""
    document = docx.Document(io.BytesIO(order()))
    settings = document.settings.element
    settings.append(settings[0])
    target = io.BytesIO()
    document.save(target)
    assert [line for line in schema_faults(target.getvalue()) if "settings.xml" in line] != []
