"""Files of the indicators of an act: the sheet of the district filled, all values as a table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, request, url_for

from sferum_docs.services.indicators.exporting import as_values, in_layout
from sferum_docs.web.current import current_pack, current_school, current_school_id
from sferum_docs.web.files import file_answer

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as BaseResponse

    from sferum_docs.services.indicators.exporting import Exported

blueprint = Blueprint("indicator_export", __name__)


@blueprint.get("/acts/<pack>/indicators/export.xlsx")
def workbook() -> Response | BaseResponse:
    """The figures in the layout of the district: of one week when it is asked for, else of all."""
    signature, week = request.args.get("layout", ""), _week(request.args.get("week", ""))
    return _file(in_layout(current_school_id(), current_school(), current_pack(), signature=signature, week=week))


@blueprint.get("/acts/<pack>/indicators/values.csv")
def values() -> Response | BaseResponse:
    """Every value in force."""
    return _file(as_values(current_school_id(), current_school(), current_pack()))


def _file(made: Exported) -> Response | BaseResponse:
    if made.content is None:
        flash("Выгружать нечего: за эти недели показателей ещё нет. Загрузите сводку или введите числа.", "warning")
        return redirect(url_for("indicators.page"), 303)
    return file_answer(made.content, made.name)


def _week(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        abort(404)
