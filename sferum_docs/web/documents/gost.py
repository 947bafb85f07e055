"""Check of layout by ГОСТ Р 7.0.97: of any Word file, and of a document made here."""

from __future__ import annotations

import base64
import binascii
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from flask import Blueprint, abort, render_template, request
from flask_wtf.file import FileField
from wtforms import HiddenField

from sferum_docs.gost.model import Status
from sferum_docs.gost.rules import known_kinds
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.documents.issued import document_bytes, find_document
from sferum_docs.services.documents.layout import MOST, check_document, check_made, with_remarks
from sferum_docs.web.current import current_school, current_school_id
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import reads
from sferum_docs.web.forms.fields import OpenSelect, PageForm
from sferum_docs.web.forms.remarks import remarks

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.gost.model import Edition
    from sferum_docs.services.documents.layout import Verdict
    from sferum_docs.store.documents.issued import IssuedDocument

blueprint = Blueprint("gost", __name__)
EDITIONS = (("2025", "2025 года (действует)"), ("2016", "2016 года (прежняя)"))
MOST_KEPT = 3 << 20  # bytes of a file that the page carries on to «скачать с замечаниями»

GROUPS = {
    Status.REQUIRED: ("Обязательно", "Стандарт говорит об этом как о требовании."),
    Status.RECOMMENDED: ("Рекомендуется", "Стандарт советует так; отступить можно."),
    Status.OPEN: ("На усмотрение", "Стандарт оставляет выбор школе; важно, чтобы он был один во всех документах."),
    Status.PRACTICE: ("Практика", "В стандарте этого нет, но в школьных документах так принято."),
}
KNOWLEDGE = {
    "A": "прочитано в опубликованном изложении стандарта",
    "B": "по тексту 2016 года; нужно сверить с официальным текстом",
    "-": "не из стандарта: обычай делопроизводства",
}


class GostForm(PageForm):
    """The file to check and what is known about it."""

    file = FileField("Документ Word (DOCX)")
    edition = OpenSelect("Редакция стандарта", EDITIONS)
    kind = OpenSelect("Вид документа", [("", "прочитать из документа"), *((name, name) for name in known_kinds())])
    kept = HiddenField()
    name = HiddenField()


@blueprint.get("/gost")
def choose() -> str:
    """What to check."""
    return _page(GostForm(formdata=None))


@blueprint.post("/gost")
@reads()
def look() -> str | Response:
    """The verdict on the file, or its copy with remarks."""
    form = GostForm()
    try:
        name, content = _handed_in(form)
        verdict = check_document(content, _edition(form.edition.data), _kind(form.kind.data))
        if request.form.get("action") == "copy":
            return _copy(name, content, verdict)
    except FaultsError as error:
        return _page(form, faults=error.faults)
    form.name.data = name
    form.kept.data = base64.b64encode(content).decode() if len(content) <= MOST_KEPT else ""
    return _page(form, verdict)


@blueprint.get("/documents/<int:document_id>/gost")
def made(document_id: int) -> str:
    """The verdict on a document made here."""
    document, content = _found(document_id)
    edition = _edition(request.args.get("edition"))
    verdict = check_made(document, content, current_school(), edition)
    return render_template(
        "head/gost_made.html", document=document, editions=EDITIONS, edition=edition, **_words(verdict)
    )


@blueprint.get("/documents/<int:document_id>/gost/copy")
def made_copy(document_id: int) -> Response:
    """A copy of a document made here, with remarks."""
    document, content = _found(document_id)
    verdict = check_made(document, content, current_school(), _edition(request.args.get("edition")))
    return _copy(document.file_name, content, verdict)


def _handed_in(form: GostForm) -> tuple[str, bytes]:
    """Name and bytes of the file; a file chosen anew stands before the one the page carries."""
    if form.file.data and form.file.data.filename:
        return str(form.file.data.filename), form.file.data.read()
    try:
        content = base64.b64decode(form.kept.data or "", validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if not content:
        raise FaultsError([Fault("no_document", "file")])
    return form.name.data or "документ.docx", content


def _edition(given: str | None) -> Edition:
    known: dict[str, Literal["2025", "2016"]] = {"2025": "2025", "2016": "2016"}
    return known.get(given or "", "2025")


def _kind(given: str | None) -> str:
    return given if given in known_kinds() else ""


def _copy(name: str, content: bytes, verdict: Verdict) -> Response:
    stem = PurePath(name.replace("\\", "/")).stem[:120] or "документ"
    copy = with_remarks(content, verdict)
    return file_answer(copy, f"{stem} — замечания по ГОСТ.docx")


def _found(document_id: int) -> tuple[IssuedDocument, bytes]:
    document = find_document(current_school_id(), document_id)
    if document is None:
        abort(404)
    return document, document_bytes(document)


def _words(verdict: Verdict | None) -> dict[str, object]:
    return {"verdict": verdict, "groups": GROUPS, "knowledge": KNOWLEDGE, "most": MOST}


def _page(form: GostForm, verdict: Verdict | None = None, faults: tuple[Fault, ...] = ()) -> str:
    return render_template("head/gost.html", form=form, remarks=remarks(form, faults, "file"), **_words(verdict))
