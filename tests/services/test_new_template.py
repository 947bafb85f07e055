"""A new template of any kind is right from its first minute: it compiles, and what it makes keeps the standard."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from sferum_docs.docengine import advise, check_file, inspect_template, plain_text
from sferum_docs.documents.making.generate import make
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.documents.tags.vocabulary import vocabulary
from sferum_docs.gost.check import check
from sferum_docs.gost.model import Facts, Profile
from sferum_docs.house_templates.skeleton import KINDS, PREAMBLES
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import check_pack, find_pack
from sferum_docs.services.templates.new import new_template
from tests.second_acts import SECOND_ACTS

PACK = find_pack("sferum-2023")
SAMPLE = read_sample(PACK, "full")
TITLES = dict.fromkeys(KINDS, "О дежурстве в праздничные дни")
TITLES |= dict.fromkeys(("план", "порядок", "правила", "ведомость"), "дежурства в праздничные дни")


def made_of(template: bytes, kind: str, folder: Path) -> bytes:
    """What the demonstration school gets from a template."""
    path = folder / "новый.docx"
    path.write_bytes(template)
    spec = replace(PACK.by_id["D02"], kind=kind, template=path, fields=())
    request = SAMPLE.request
    return make(Situation(SAMPLE.school, PACK, spec, request.order_date, {}, chosen=request.documents)).content


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_template_has_no_fault_and_names_its_styles(kind: str) -> None:
    template = new_template(PACK, TITLES[kind], kind)
    found = inspect_template(template, vocabulary((), PACK.roles))
    assert [item for item in found if not item.tag.startswith("[")] == [], "[…] are the blank's own places"
    assert [item for item in advise(template) if item.code != "foreign-tag"] == [], "[…] are the blank's own places"
    assert new_template(PACK, TITLES[kind], kind) == template


@pytest.mark.parametrize("edition", ["2025", "2016"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_it_makes_breaks_no_requirement(kind: str, edition: Literal["2025", "2016"], tmp_path: Path) -> None:
    content = made_of(new_template(PACK, TITLES[kind], kind), kind, tmp_path)
    assert check_file(content) == []
    report = check(content, Profile(edition=edition), Facts(kind=kind))
    assert [finding.code + " " + finding.message() for finding in report.required] == []


@pytest.mark.parametrize("preamble", PREAMBLES)
def test_an_order_says_what_it_is_made_for(preamble: str, tmp_path: Path) -> None:
    template = new_template(PACK, "Об утверждении графика отпусков", "приказ", preamble)
    text = "\n".join(plain_text(made_of(template, "приказ", tmp_path)))
    words = {"цель": "В целях [", "закон": "В соответствии с [", "акт": "Во исполнение постановления"}
    assert words[preamble] in text
    assert "Об утверждении графика отпусков" in text
    assert text.index(words[preamble]) < text.index("ПРИКАЗЫВАЮ:")


@pytest.mark.parametrize(
    ("title", "kind", "heading"),
    [
        ("О дежурстве", "положение", "Положение о дежурстве"),
        ("Положение о дежурстве", "положение", "Положение о дежурстве"),
        ("Дежурства в праздники", "план", "План дежурства в праздники"),
        ("внутреннего распорядка", "правила", "Правила внутреннего распорядка"),
        ("об отпусках.", "письмо", "Об отпусках"),
        ("О «Сферуме»", "приказ", "О «Сферуме»"),
        ("О ФГИС «Моя школа»", "приказ", "О ФГИС «Моя школа»"),
        ("О едином дне", "приказ", "О едином дне"),
        ("Обо всех дежурных", "приказ", "Обо всех дежурных"),
        ("регистрации <работников> & других", "ведомость", "Ведомость регистрации <работников> & других"),
    ],
)
def test_a_title_becomes_the_heading_of_its_kind(title: str, kind: str, heading: str) -> None:
    assert heading in " ".join("\n".join(plain_text(new_template(PACK, title, kind))).replace("\u00a0", " ").split())


def test_words_agree_with_the_kind() -> None:
    text = "\n".join(plain_text(new_template(PACK, "внутреннего распорядка", "правила")))
    assert "УТВЕРЖДЕНЫ" in text
    assert "Настоящие правила устанавливают" in text


@pytest.mark.parametrize(
    ("title", "kind", "code"),
    [
        ("", "приказ", "empty"),
        ("Дежурство", "приказ", "title_not_about"),
        ("О утверждении", "приказ", "title_preposition"),
        ("Об дежурстве", "приказ", "title_preposition"),
        ("Об единой неделе", "приказ", "title_preposition"),
        ("О дежурстве", "план", "title_of_other_kind"),
        ("«О дежурстве»", "приказ", "title_quoted"),
        ("О {{ школа.краткое }}", "приказ", "title_signs"),
        ("О " + "дежурстве " * 30, "приказ", "title_long"),
        ("О дежурстве", "ода", "not_a_choice"),
    ],
)
def test_a_title_that_does_not_fit_is_refused_with_a_way_out(title: str, kind: str, code: str) -> None:
    with pytest.raises(FaultsError) as caught:
        new_template(PACK, title, kind)
    assert [fault.code for fault in caught.value.faults] == [code]
    assert caught.value.faults[0].message()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("act", SECOND_ACTS)
def test_a_pack_that_brought_no_sources_begins_templates_on_the_blank_of_the_house(
    act: str, kind: str, second_acts: Path, tmp_path: Path
) -> None:
    folder = tmp_path / act
    shutil.copytree(second_acts / act, folder, ignore=shutil.ignore_patterns("sources"))
    pack = check_pack(folder)
    title = "О дежурстве" if KINDS[kind].heading or KINDS[kind].about else "дежурства"
    template = new_template(pack, title, kind, "акт" if pack.directive.is_act else "закон")
    found = inspect_template(template, vocabulary((), pack.roles))
    assert [item.message() for item in found if not item.tag.startswith("[")] == []
