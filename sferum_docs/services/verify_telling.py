"""The answer of `verify` in Russian sentences and as plain data: the same for the page and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.documents.provenance import SHORT
from sferum_docs.services.verify import Against, FoundBy, State

if TYPE_CHECKING:
    from sferum_docs.documents.verification import Difference
    from sferum_docs.services.verify import Verdict
    from sferum_docs.store.issued import IssuedDocument

HEADLINES = {
    State.UNCHANGED: "Файл не изменён: он совпадает с сохранённым до последнего знака.",
    State.RESAVED: "Текст не изменён, файл пересохранён.",
    State.CHANGED: "Текст изменён.",
    State.NAMED: "Документ с таким кодом есть. Сравните бумагу с ним сами или загрузите файл.",
    State.UNKNOWN: "Такого документа эта школа здесь не делала.",
}
FOUND_BY = {
    FoundBy.BYTES: "по отпечатку файла (SHA-256)",
    FoundBy.PROPERTIES: "по коду в свойствах файла",
    FoundBy.TYPED: "по введённому коду",
}
AGAINST = {
    Against.REMADE: "Сверено с документом, который программа заново сделала из сохранённых данных и шаблона.",
    Against.KEPT: "Сверено с сохранённым файлом: заново такой же документ эта версия программы уже не делает.",
}
NOT_COMPARED = "Сверяются слова и их место. Шрифты, отступы, автоматические номера и сами рисунки не сверяются."
CORRECTED = "В файле есть непринятые исправления (рецензирование): сверен текст с учётом всех исправлений."
NO_CODE = "Кода в свойствах файла нет. Если на листе есть QR-код, впишите код с него."
FOREIGN_CODE = "Файл называет код {code}, но документа с таким кодом у этой школы нет."


def hints(verdict: Verdict) -> tuple[str, ...]:
    """What must be said beside the headline."""
    told = [AGAINST[verdict.against]] if verdict.against else []
    if verdict.state is State.UNKNOWN:
        told.append(FOREIGN_CODE.format(code=verdict.code) if verdict.code else NO_CODE)
    if verdict.corrected:
        told.append(CORRECTED)
    if verdict.state in {State.RESAVED, State.CHANGED}:
        told.append(NOT_COMPARED)
    return tuple(told)


def as_lines(verdict: Verdict) -> list[str]:
    """The answer as text."""
    lines = [HEADLINES[verdict.state]]
    document, newer = verdict.document, verdict.newer
    if document is not None:
        lines += [
            f"Документ: {document.document} «{document.title}» от {document.order_date:%d.%m.%Y} № {document.number}",
            (
                f"Версия {document.version}, сделана {document.made_at.astimezone():%d.%m.%Y, %H:%M}; "
                f"шаблон {document.template_sha256[:SHORT]}; код {document.code or 'не записан'}"
            ),
        ]
        if verdict.found_by is not None:
            lines.append(f"Найден {FOUND_BY[verdict.found_by]}.")
    if newer is not None:
        lines.append(f"Есть более новая версия: {newer.version}, сделана {newer.made_at.astimezone():%d.%m.%Y, %H:%M}.")
    for item in verdict.differences:
        lines += [f"{item.where}:", f"    было:  {item.was or '—'}", f"    стало: {item.now or '—'}"]
    if verdict.differences:
        lines.append(f"Различий: {len(verdict.differences)}")
    return [*lines, *hints(verdict)]


def as_data(verdict: Verdict) -> dict[str, Any]:
    """The answer as values that JSON can hold."""
    return {
        "state": verdict.state.value,
        "message": HEADLINES[verdict.state],
        "hints": list(hints(verdict)),
        "code": verdict.code,
        "found_by": verdict.found_by and verdict.found_by.value,
        "against": verdict.against and verdict.against.value,
        "corrected": verdict.corrected,
        "document": verdict.document and _facts(verdict.document),
        "newer": verdict.newer and _facts(verdict.newer),
        "differences": [_difference(item) for item in verdict.differences],
    }


def _facts(document: IssuedDocument) -> dict[str, Any]:
    return {
        "id": document.id,
        "pack": document.pack,
        "document": document.document,
        "title": document.title,
        "date": document.order_date.isoformat(),
        "number": document.number,
        "version": document.version,
        "made_at": document.made_at.isoformat(),
        "template": document.template_sha256,
        "sha256": document.sha256,
        "code": document.code,
    }


def _difference(item: Difference) -> dict[str, Any]:
    return {
        "where": item.where,
        "was": item.was,
        "now": item.now,
        "pieces": [[piece.mark.value, piece.text] for piece in item.pieces],
    }
