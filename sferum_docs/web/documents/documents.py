"""Made documents: the list, one document with its preview, files to keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, abort, g, render_template, request

from sferum_docs.documents.registering.status import PAPER_STEPS
from sferum_docs.documents.requests.reuse import known_documents
from sferum_docs.services.documents.blank_references import blank_reference_of
from sferum_docs.services.documents.issued import document_bytes, find_document, versions
from sferum_docs.services.documents.listing import documents_without_pack, listed_documents, packet_zip, saved_name
from sferum_docs.services.documents.statuses import Status, standing_of
from sferum_docs.services.documents.weekly import is_of_the_same
from sferum_docs.services.register.entries.send_to_sign import sent_back
from sferum_docs.web.current import (
    chosen_act,
    current_acts,
    current_pack,
    current_school,
    current_school_id,
    enter_act,
    known_pack,
)
from sferum_docs.web.documents.preview_panel import preview_panel
from sferum_docs.web.files import file_answer
from sferum_docs.web.protection.access import may
from sferum_docs.web.today import outdated_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.packs.model import Pack
    from sferum_docs.reading.faults import Fault
    from sferum_docs.services.documents.blank_references import BlankReference
    from sferum_docs.services.documents.listing import ListedDocument
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.services.packs.acts import Assignment
    from sferum_docs.store.documents.issued import IssuedDocument

blueprint = Blueprint("documents", __name__)
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(paper_steps=PAPER_STEPS))


@dataclass(frozen=True)
class ListedAct:
    """The documents of an act; no pack where its folder is gone or has faults."""

    act: Assignment
    pack: Pack | None
    documents: tuple[ListedDocument, ...]


@blueprint.get("/documents")
def listing() -> str:
    """The newest version of each document, act by act: those in work first."""
    return listed_page()


def listed_page(faults: Sequence[Fault] = ()) -> str:
    """The list, with what is wrong about marks that were to be made."""
    chosen = chosen_act()
    acts = sorted(current_acts(), key=lambda act: not act.in_work)
    listed = [_of_act(act) for act in acts if chosen in {"", act.pack}]
    waiting = sum(
        item.standing is not None and item.standing.waits
        for group in listed
        if group.act.in_work
        for item in group.documents
    )
    groups = [group for group in listed if group.documents]
    if faults:
        g.refused = True
    return render_template(
        "head/documents.html",
        groups=groups,
        waiting=waiting,
        outdated=outdated_of(item for group in groups if group.act.in_work for item in group.documents),
        faults=[(item.place, item.sentence()) for item in faults],
    )


def _of_act(act: Assignment) -> ListedAct:
    pack = known_pack(act.pack)
    if pack is None:
        return ListedAct(act, None, documents_without_pack(current_school_id(), act.pack))
    return ListedAct(act, pack, listed_documents(current_school_id(), current_school(), pack))


@blueprint.get("/documents/<int:document_id>")
def show(document_id: int) -> str:
    """One document as it will print, with its facts; `view=text` is without page breaks, `sheets` waits for them."""
    document, view = _found(document_id), request.args.get("view")
    enter_act(document.pack)
    pack = known_pack(document.pack)
    spec = pack.by_id.get(document.document) if pack else None
    kept = versions(document.school_id, document.pack, document.document)
    others = [item for item in kept if item.id != document.id and (not spec or is_of_the_same(spec, item, document))]
    standing = standing_of(current_school_id(), pack, document) if pack else None
    return render_template(
        "head/document.html",
        standing=standing,
        blank=_blank(pack, document),
        can_send=_can_send(standing) and may("signing.send"),
        document=document,
        sent_back=sent_back(document.id),
        spec=spec,
        clauses=pack.directive.by_path if pack else {},
        others=others,
        together=len(known_documents(document.data.get("packet"), pack) if pack else ()),
        desk=preview_panel(document_bytes(document), plain=view == "text", wait=view == "sheets"),
    )


@blueprint.get("/documents/<int:document_id>/file")
def download(document_id: int) -> Response:
    """The Word file."""
    document = _found(document_id)
    return file_answer(document_bytes(document), saved_name(document))


@blueprint.get("/acts/<pack>/packet.zip")
def archive() -> Response:
    """The newest documents in one file."""
    listed = listed_documents(current_school_id(), current_school(), current_pack())
    if not listed:
        abort(404)
    name = f"Комплект {current_pack().title.partition(':')[0]}.zip"
    return file_answer(packet_zip(listed), name)


def _blank(pack: Pack | None, document: IssuedDocument) -> BlankReference | None:
    if pack is None or document.withdrawn_at is not None:
        return None
    return blank_reference_of(current_school_id(), pack, document)


def _can_send(standing: DocumentState | None) -> bool:
    return standing is not None and standing.is_entered and standing.status is Status.DRAFT


def _found(document_id: int) -> IssuedDocument:
    document = find_document(current_school_id(), document_id)
    if document is None:
        abort(404)
    return document
