"""Pictures of pages under an address that only the school of the document can use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, current_app, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.services.documents.pictures import picture, sheets_shown
from sferum_docs.web.current import current_school_id
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from flask import Flask

    from sferum_docs.services.documents.pictures import PageImage

blueprint = Blueprint("pictures", __name__)
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A page on the screen: number, size, address of its picture and of the sharp one."""

    number: int
    width: int
    height: int
    address: str
    sharp: str


@blueprint.get("/pictures/<token>/<int:number>.png")
def picture_of(token: str, number: int) -> Response:
    """One page. The token names the school and the document: what another school was given opens nothing."""
    try:
        school_id, sha256 = _signer().loads(token)
        if school_id != current_school_id():
            abort(404)
        png = picture(current_press(), sha256, number, sharp="sharp" in request.args)
    except (BadSignature, LookupError):
        abort(404)
    response = Response(png, mimetype="image/png")
    response.cache_control.private = True
    response.cache_control.max_age = _YEAR
    response.cache_control.immutable = True  # the address follows from the content
    return response


def shown_sheets(content: bytes) -> tuple[ShownSheet, ...]:
    """The pages of a DOCX file with their addresses. PrintingError when it could not be printed."""
    token = _signer().dumps([current_school_id(), fingerprint(content)])
    return tuple(_shown(sheet, token) for sheet in sheets_shown(current_press(), content))


def init_pictures(app: Flask) -> None:
    """The address of the pictures."""
    app.register_blueprint(blueprint)


def _shown(sheet: PageImage, token: str) -> ShownSheet:
    address = url_for("pictures.picture_of", token=token, number=sheet.number)
    return ShownSheet(sheet.number, sheet.width, sheet.height, address, f"{address}?sharp=1")


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="pictures of pages")
