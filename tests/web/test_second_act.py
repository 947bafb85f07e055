"""Nothing of the first act is said in a school that carries out another: on pages, in papers, in files sent."""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from pypdfium2 import PdfDocument

from sferum_docs.docengine import file_text
from sferum_docs.services.documents.printing import PdfService
from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.services.packs.acts import assign_act
from sferum_docs.services.register.entries.evidence import Subject, add_evidence
from sferum_docs.services.register.lists.listing import waiting
from sferum_docs.services.register.register import register_document
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.store.database import db
from tests.builders import BY, PACK_ID, SCHOOL_ID
from tests.registering import PDF
from tests.second_acts import SECOND_ACTS
from tests.web.conftest import application, client_of, prepared, with_somebody
from tests.web.pages import SITE, Page, SchoolClient
from tests.web.test_access import TABLE

DAY = date(2026, 9, 21)
LATER = replace(BY, at=datetime(2026, 9, 22, 9, 0, tzinfo=UTC))
FIRST_DOCUMENT = {"ministry": "M01", "requirements": "T01"}
# the product's name; the Government's resolutions that move days off; the kinds of papers that ГОСТ knows; the title of
# the other pack where one is to be chosen; how a pack says in its description that it is of no act
OURS = re.compile(
    rf"{SITE}|sferum[-_]docs|постановлени\w+ Правительства|<option[^>]*>постановление</option>"
    r"|Сферум-2023: постановление № 262|sferum-2023|kind = .комплект без постановления",
    re.IGNORECASE,
)
FIRST_ACT = re.compile(
    r"постановлен\w*|сферум\w*|sferum\w*|my_school|мо[яйюе]\w* школ\w*|№.?262\b|13\.10\.2023|13 октября 2023"
    r"|п(?:ункт\w*|\.)\s1\.[4-9]\b|не активен|иностранн\w+ мессендж\w*|WhatsApp|Viber|VK Мессенджер|Сергокал\w*",
    re.IGNORECASE,
)


# where each says its own words instead
OWN = {
    "ministry": {
        "/": ["Пункты приказа № 415", "п. 1.2 (2-й)", "Минобразования Озёрного края", "Пункт требует назначить"],
        "/deadlines": ["Срок п. 1.2 приказа № 415", "Сроки приказа № 415"],
        "/help": ["Приказ прямо требует акта только в пункте 1.1"],
        "/documents": ["исполняет 1.1, 1.2 (2-й)"],
        "/acts/ministry/packet": ["Не раньше даты приказа № 415.", "5 рабочих дней до срока п. 1.2 (25.12.2026)"],
        "/acts/ministry/evidence": ["1.2 (2-й) Размещено ли меню"],
        "/acts/ministry/vocabulary": ["{{ акт.вид }}", "указанный приказ"],
        "/school": ["от которой считается охват питанием"],
    },
    "requirements": {
        "/": [
            "из 3 требований", "исполняет требование 2.1", "Нужен акт школы.",
            "№ 273‑ФЗ «Об образовании в Российской Федерации» — сверено с официальным текстом",
            "не подтверждено (пересказ в печати), в документах не печатается",
        ],
        "/acts": ["Требования к сайту образовательной организации"],
        "/acts/requirements/directive": ["По состоянию на 1 сентября 2026 г.", "известно по источнику: сайты школ"],
        "/acts/requirements/packet": ["Не раньше даты требований."],
        "/acts/requirements/templates/add": ["с закладкой этого требования", "требование 2.1"],
        "/нет": ["начните со списка требований"],
    },
}  # fmt: skip
EARLY = {
    "ministry": "Дата 01.09.2020 раньше даты приказа № 415 (14.09.2026).",
    "requirements": "Дата 01.09.2020 раньше даты требований (01.09.2026).",
}


def said(content: bytes, kind: str) -> str:
    """All words of an answer that a person may read."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            inner = [name for name in names if not name.startswith("word/")]
            words = "\n".join(line.text for line in file_text(content).lines) if "word/document.xml" in names else ""
            return "\n".join([words, *(f"{name} {said(archive.read(name), '')}" for name in inner)])
    if content.startswith(b"%PDF"):
        return "\n".join(page.get_textpage().get_text_bounded() for page in PdfDocument(content))
    return "" if kind.startswith("image/") else content.decode("utf-8", "replace")


def filled(act: str) -> None:
    """A school with the papers of the pack, the order registered and scanned."""
    load_demonstration(BY, act)
    order = waiting(SCHOOL_ID)[0].document
    entry = register_document(SCHOOL_ID, order.id, RegistrationDetails(DAY, replaces=False), LATER)
    add_evidence(SCHOOL_ID, Subject(entry_id=entry.id), "приказ.pdf", PDF, LATER)


@pytest.fixture(params=SECOND_ACTS)
def act(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def school(act: str, tmp_path: Path, second_acts: Path, shared_press: PdfService) -> Iterator[Flask]:
    """A school that carries out this act alone."""
    shutil.copytree(second_acts, tmp_path / "packs")
    prepared(tmp_path, lambda: with_somebody(lambda: filled(act)))
    app = application(tmp_path)
    app.extensions["press"] = shared_press
    yield app
    with app.app_context():
        db.engine.dispose()


def first_acts_words(client: SchoolClient, act: str, *, of_act: bool) -> Iterator[str]:
    """Every address that may be read, with the words of the first act that its answer says."""
    for line, sample in [item for who, lines in TABLE.items() for item in lines.items() if who != "api"]:
        if not line.startswith("GET ") or "static" in line or (of_act and "<pack>" not in line):
            continue
        path = sample.replace(PACK_ID, act)
        for document in ("D02", "D04"):
            path = path.replace(document, FIRST_DOCUMENT[act])
        answer = client.get(path, follow_redirects=True)
        told = {403} if path.startswith("/district/") else {200, 404}
        assert answer.status_code in told, path
        words = {found[0] for found in FIRST_ACT.finditer(OURS.sub("", said(answer.data, answer.mimetype or "")))}
        if words:
            yield f"{path} ({answer.status_code}): {', '.join(sorted(words))}"


def what_no_act_asks_is_kept(app: Flask, client: SchoolClient) -> None:
    """The page of the school does not show the profile on the platform; a save leaves it as it was."""
    with app.app_context():
        before = find_school(SCHOOL_ID)
        assert before is not None
        active = replace(before, requisites=replace(before.requisites, profile_active=True))
        save_school(SCHOOL_ID, active, LATER, before)
    assert "profile_active" not in client.page("/school").values()
    client.fill("/school", {"address": "ул. Садовая, 12"})
    with app.app_context():
        after = find_school(SCHOOL_ID)
        assert after is not None
        assert (after.requisites.address, after.requisites.profile_active) == ("ул. Садовая, 12", True)


def test_a_school_of_another_act_never_meets_a_word_of_the_first(school: Flask, act: str) -> None:
    client = client_of(school)
    assert list(first_acts_words(client, act, of_act=False)) == []
    for path, own in OWN[act].items():
        words = " ".join(Page(client.get(path, follow_redirects=True)).main.replace("\u00a0", " ").split())
        assert [item for item in own if item not in words] == [], path
    early = client.fill(f"/acts/{act}/packet", {"date": "2020-09-01"}, action="make")
    assert any(EARLY[act] in fault for fault in early.faults)
    what_no_act_asks_is_kept(school, client)
    with school.app_context():
        assign_act(SCHOOL_ID, PACK_ID, DAY, LATER)
    assert list(first_acts_words(client, act, of_act=True)) == [], (
        "beside the first act its own pages speak of it alone"
    )
