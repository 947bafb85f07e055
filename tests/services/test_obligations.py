"""What an upload has lost is told beside what it has wrong: a finished order in the place of its template, its kin."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest

from sferum_docs.documents.checking.obligations import obligation_faults
from sferum_docs.documents.checking.template_check import TemplateReport
from sferum_docs.documents.making.generate import make
from sferum_docs.documents.making.templates import original_template
from sferum_docs.house_templates.build import shared_parts
from sferum_docs.house_templates.skeleton import skeleton
from sferum_docs.packs.model import DocumentSpec
from sferum_docs.services.packs.choose import PACKS, find_pack
from sferum_docs.services.templates.report import report_on
from sferum_docs.services.templates.samples import sample
from tests.builders import PACK_ID
from tests.edited import edited, mended, shipped, without_clause

PACK = find_pack(PACK_ID)
NUMBER = "58/2026-ОД"


def spec(document: str) -> DocumentSpec:
    return PACK.by_id[document]


def finished(document: str) -> bytes:
    """A made document with number and date, as it lies in the register."""
    situation = sample(PACK, spec(document))
    return edited(make(situation).content, lambda xml: re.sub(r"№(.)____", rf"№\g<1>{NUMBER}", xml) + " ")


def without_code(data: bytes) -> bytes:
    """The file as another program saves it: our properties are gone."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "docProps/custom.xml":
                content = re.sub(rb"<property .*</property>", b"", content, flags=re.DOTALL)
            archive.writestr(item, content)
    return target.getvalue()


def owed(data: bytes, document: str, before: bytes | None = None) -> list[tuple[str, bool]]:
    """Code, and whether it forbids; of the template beside the shipped one."""
    faults = obligation_faults(data, shipped(document) if before is None else before, spec(document), PACK)
    return [(fault.code, not fault.warning) for fault in faults]


def codes(data: bytes, document: str) -> list[str]:
    return [code for code, _ in owed(data, document)]


def report(data: bytes, document: str = "D02") -> TemplateReport:
    return report_on(None, PACK, spec(document), shipped(document), data)


@pytest.mark.parametrize("document", sorted(PACK.by_id))
def test_a_shipped_template_owes_nothing(document: str) -> None:
    own = original_template(spec(document))
    assert obligation_faults(own, own, spec(document), PACK) == ()
    assert [fault for fault in obligation_faults(own, None, spec(document), PACK) if not fault.warning] == []


@pytest.mark.parametrize("document", ["D02", "D03", "D19", "D08", "D09", "D10", "D21", "D14"])
def test_a_finished_document_is_no_template(document: str) -> None:
    found = owed(finished(document), document)
    assert ("template_finished", True) in found


@pytest.mark.parametrize("document", ["D02", "D03", "D19", "D08"])
def test_a_finished_document_is_known_without_its_code_too(document: str) -> None:
    data = without_code(finished(document))
    assert ("template_finished", True) in owed(data, document)


def test_the_sentence_names_the_order_and_the_way_out() -> None:
    found = report(finished("D02"))
    assert found.errors == 1
    (fault,) = [item for item in found.owed if not item.warning]
    assert f"приказ № {NUMBER} от " in fault.sentence()
    assert "Скачать для правки" in fault.sentence()


def test_an_extract_is_no_template() -> None:
    document = docx.Document(io.BytesIO(without_code(finished("D02"))))
    document.paragraphs[0].insert_paragraph_before("ВЫПИСКА ИЗ ПРИКАЗА")
    buffer = io.BytesIO()
    document.save(buffer)
    assert ("template_finished", True) in owed(buffer.getvalue(), "D02")


TAG_NUMBER, TAG_DATE = "{{ документ.номер }}", "{{ документ.дата|дата }}"
LOST: dict[str, tuple[str, Callable[[str], str], tuple[str, bool]]] = {
    "the number": ("D02", lambda xml: xml.replace(TAG_NUMBER, "____"), ("template_lost_number", True)),
    "the date": ("D02", lambda xml: xml.replace(TAG_DATE, "____"), ("template_lost_date", True)),
    "the number typed in the head, the tag in the annexes": (
        "D02", lambda xml: xml.replace(TAG_NUMBER, NUMBER, 1), ("template_typed_number", True)),
    "the date typed in words in the head": (
        "D02", lambda xml: xml.replace(TAG_DATE, "28 ноября 2026 г.", 1), ("template_typed_date", True)),
    "the number of a letter": ("D19", lambda xml: xml.replace(TAG_NUMBER, "17"), ("template_lost_number", True)),
    "the signature": ("D02", lambda xml: xml.replace("{{ директор.фио|инициалы }}", "П. Г. Магомедова"),
                      ("template_lost_signature", False)),
    "the school": ("D02", lambda xml: re.sub(r"\{\{ школа\.(полное|краткое)[^}]*\}\}", "МКОУ «Другая СОШ»", xml),
                   ("template_lost_school", False)),
    "the order of an annex": ("D08", lambda xml: xml.replace("{{ приказ.номер }}", NUMBER),
                              ("template_lost_annex_number", False)),
    "half of the tags": ("D02", lambda xml: halved(xml),  # noqa: PLW0108 -- it is written below
                         ("template_lost_tags", False)),
    "a bookmark of no clause": ("D02", lambda xml: xml.replace('w:name="п_3"', 'w:name="п_1_77"'),
                                ("template_bookmark", False)),
    "words in brackets": ("D02", lambda xml: xml.replace("оставляю за собой", "возложить на [ФИО завуча]"),
                          ("template_brackets", False)),
    "double brackets": ("D02", lambda xml: xml.replace("оставляю за собой", "возложить на [[кого]]"),
                        ("template_brackets", False)),
    "words of the blank": ("D02", lambda xml: xml.replace("оставляю за собой", "[что сделать]"),
                           ("template_blank_words", True)),
}  # fmt: skip


def halved(xml: str) -> str:
    """Every second printed name typed as a word; conditions and loops stay."""
    names = sorted({*re.findall(r"\{\{ ([\w.]+)", xml)} - {"документ.номер", "документ.дата", "директор.фио"})
    for name in names[::2]:
        xml = re.sub(rf"\{{\{{ {re.escape(name)}\b[^}}]*\}}\}}", "слово", xml)
    return xml


@pytest.mark.parametrize("name", LOST)
def test_what_is_lost_is_told_with_its_weight(name: str) -> None:
    document, change, expected = LOST[name]
    assert expected in owed(edited(shipped(document), change), document)


@pytest.mark.parametrize("name", [name for name, row in LOST.items() if not row[2][1] and "annex" not in name])
def test_a_loss_that_may_be_meant_asks_for_a_reason(name: str) -> None:
    document, change, _ = LOST[name]
    found = report(edited(shipped(document), change), document)
    assert (found.errors, found.warnings > 0) == (0, True), found.owed


def test_what_a_register_could_not_find_again_is_told_before_anything_is_registered() -> None:
    dotted = edited(shipped(), lambda xml: xml.replace(TAG_NUMBER, TAG_NUMBER + " (проект № 17)", 1))
    found = report(dotted)
    assert [fault.code for fault in found.owed if not fault.warning] == ["template_unregistrable"]


def test_tags_of_the_head_only_in_a_page_header_are_lost() -> None:
    document = docx.Document(io.BytesIO(edited(shipped(), lambda xml: xml.replace(TAG_NUMBER, NUMBER))))
    document.sections[0].header.paragraphs[0].text = f"№ {TAG_NUMBER}"
    buffer = io.BytesIO()
    document.save(buffer)
    assert ("template_lost_number", True) in owed(buffer.getvalue(), "D02")


@pytest.mark.parametrize(("uploaded", "document"), [("D03", "D02"), ("D05", "D04"), ("D08", "D09"), ("D12", "D11")])
def test_the_template_of_another_document_is_named(uploaded: str, document: str) -> None:
    faults = obligation_faults_or_errors(shipped(uploaded), document)
    assert any(uploaded in item for item in faults), faults


def obligation_faults_or_errors(data: bytes, document: str) -> list[str]:
    found = report_on(None, PACK, spec(document), shipped(document), data)
    return [item.sentence() for item in found.owed] + [note.sentence for spot in found.spots for note in spot.notes]


def test_harmless_edits_owe_nothing() -> None:
    assert owed(mended(shipped()), "D02") == []
    assert owed(without_clause(shipped(), "п_3"), "D02") == []
    fewer = edited(shipped(), lambda xml: xml.replace("Список назначенных лиц", "Список (см. [1])"))
    assert owed(fewer, "D02") == []


def test_an_untouched_blank_is_told_every_place() -> None:
    blank = skeleton("О дежурстве", "приказ", shared_parts(PACK.folder, PACKS))
    own = DocumentSpec("S01", "О дежурстве", "приказ", PACK.folder / "none.docx", (), ())
    faults = obligation_faults(blank, None, own, PACK)
    assert {fault.code for fault in faults} == {"template_blank_words"}
    assert len(faults) >= 5
    assert all(fault.place for fault in faults)


def test_what_a_school_registers_itself_owes_its_number_and_date_like_an_order() -> None:
    own = DocumentSpec("S01", "О выдаче ключей", "ведомость", PACK.folder / "none.docx", (), ())
    with_both = sheet("Ведомость № {{ документ.номер }} от {{ документ.дата }}")
    without = sheet("Ведомость выдачи ключей")

    def owed_by(after: bytes, before: bytes | None, kinds: set[str]) -> dict[str, bool]:
        return {fault.code: not fault.warning for fault in obligation_faults(after, before, own, PACK, kinds)}

    both = {"template_lost_number", "template_lost_date"}
    assert owed_by(with_both, None, {"ведомость"}) == {}
    assert owed_by(without, None, {"приказ"}) == {}
    assert owed_by(without, None, {"ведомость"}) == dict.fromkeys(both, True)
    assert owed_by(without, with_both, {"ведомость"}) == dict.fromkeys(both, True)
    assert owed_by(without, without, {"ведомость"}) == dict.fromkeys(both, False), "nothing is lost by this upload"
    assert owed_by(without, with_both, {"приказ"}) == dict.fromkeys(both, False), "nobody registers it"


def test_an_annex_has_the_number_of_its_order_whatever_the_school_registers() -> None:
    annex = next(item for item in PACK.documents if item.annex_of)
    faults = obligation_faults(shipped(annex.id), shipped(annex.id), annex, PACK, {annex.kind})
    assert faults == ()


def sheet(line: str) -> bytes:
    """A template of one's own with this line at its head."""
    target, document = io.BytesIO(), docx.Document()
    document.add_paragraph("{{ школа.краткое }}")
    document.add_paragraph(line)
    document.save(target)
    return target.getvalue()


def test_a_file_that_cannot_be_opened_is_not_told_to_lose_its_clauses() -> None:
    found = report(b"%PDF-1.7")
    assert (found.errors, found.lost, found.clauses) == (1, (), ())
