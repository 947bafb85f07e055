"""The answer of `verify` in Russian sentences and as plain data: the same for the page and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.documents.making.provenance import SHORT
from sferum_docs.documents.registering.copies import COPY, EXTRACT, SIGNED_COPY, SITE_COPY
from sferum_docs.grammar.numbers import long_date
from sferum_docs.services.documents.verify import Against, FoundBy, PaperState
from sferum_docs.services.signatures.known import signature_lines, signer_lines
from sferum_docs.services.signatures.told import NOT_CHECKED

if TYPE_CHECKING:
    from sferum_docs.documents.checking.look import LookChange
    from sferum_docs.documents.checking.verification import Difference
    from sferum_docs.services.documents.verify import Verdict
    from sferum_docs.services.signatures.known import KnownSignature
    from sferum_docs.store.documents.issued import IssuedDocument

_HEADLINES = {
    PaperState.UNCHANGED: "Файл не изменён: он совпадает с сохранённым до последнего знака.",
    PaperState.RESAVED: "Текст не изменён, файл пересохранён.",
    PaperState.COPY: "Это {exemplar}; слова совпадают с документом.",
    PaperState.LOOK: "Слова те же, но на листе видно не то, что в документе.",
    PaperState.CHANGED: "Текст изменён.",
    PaperState.SIGNATURE: "Это электронная подпись, она приложена к записи № {number} от {day}.",
    PaperState.SIGNED: "Этот файл подписан: электронная подпись приложена к записи № {number} от {day}.",
    PaperState.STRAY: "Это электронная подпись, но ни к одной записи она не приложена.",
    PaperState.NAMED: "Документ с таким кодом есть. Сравните бумагу с ним сами или загрузите файл.",
    PaperState.UNKNOWN: "Такого документа эта школа здесь не делала.",
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
NOT_COMPARED = (
    "Сверены слова и их место; скрытый, зачёркнутый, бледный, мелкий, обрезанный и повёрнутый текст; перечёркнутые "
    "ячейки; надстрочные, подстрочные и прописные буквы; номера пунктов; поля и их значения, ссылки и формулы; "
    "рисунки и фигуры, их размер и место; колонтитулы, сноски и примечания; размер листа и поля. Обычная гарнитура, "
    "полужирный, курсив, подчёркивание, отступы и линии таблиц не сверяются, и номера страниц в колонтитулах: их Word "
    "считает сам."
)
LOOK_NOT_COMPARED = "Сверены только слова и их место: файл слишком велик, чтобы сверить, как он выглядит."
UNREAD = "Часть файла не сравнивалась: {text}"
SIGNED = "Файл подписан электронной подписью. Сама подпись здесь не проверяется: её проверяют там, где подписывали."
HANDED = "Файл такой, каким его выдала программа: он совпал до последнего знака."
SITE_HINT = "Из копии для сайта убраны телефоны, адреса почты и листы ознакомления: в этом она и должна расходиться."
STRAY_SIGNS = "Она подписывает документ, названный здесь. Приложите её к записи этого документа."
STRAY_UNKNOWN = (
    "Какой документ ею подписан, не узнать: отпечатка среди документов нет. Впишите код документа или приложите "
    "подпись к его записи, там программа сверит их."
)
MARK = "Отметка на нём, с подлинником не сверяется: «{text}»."
_GENITIVE = {"приказ": "приказа", "распоряжение": "распоряжения"}
_EXEMPLARS = {COPY: "копия", EXTRACT: "выписка из", SITE_COPY: "публичная копия для сайта, сделанная из"}
CORRECTED = "В файле есть непринятые исправления (рецензирование): сверен текст с учётом всех исправлений."
NO_CODE = "Кода в свойствах файла нет. Если на листе есть QR-код, впишите код с него."
FOREIGN_CODE = "Файл называет код {code}, но документа с таким кодом у этой школы нет."


def headline(verdict: Verdict) -> str:
    """The answer in one sentence."""
    entry = verdict.signatures[0].standing.entry if verdict.signatures else None
    number, day = (entry.number, f"{entry.signed_on:%d.%m.%Y}") if entry else ("", "")
    return _HEADLINES[verdict.state].format(exemplar=_exemplar(verdict), number=number, day=day)


def _exemplar(verdict: Verdict) -> str:
    """«копия приказа № 58, выданная 28 ноября 2026 г.»."""
    found, document, handed = verdict.certified, verdict.document, verdict.handed
    if document is None or (found is None and handed is None):
        return ""
    kind = handed.kind if handed else found.kind if found else ""
    told = long_date(handed.made_at.astimezone().date()) if handed else found.day if found else ""
    what = _GENITIVE.get(document.kind.casefold(), "документа")
    day = f", выданная {told}" if told else ""
    points = f" (пункты {', '.join(map(str, found.points))})" if found and found.points else ""
    mark = " с отметкой об электронной подписи" if kind == SIGNED_COPY else ""
    return f"{_EXEMPLARS.get(kind, 'копия')} {what} № {document.number}{mark}{points}{day}"


_AS_MADE = {PaperState.UNCHANGED, PaperState.RESAVED, PaperState.COPY}
_GOOD = _AS_MADE | {PaperState.NAMED, PaperState.SIGNATURE, PaperState.SIGNED}
SAME_CODE = (
    "Тот же код стоит на документе, который правили в Word и регистрировали снова: {numbers}. "
    "Какой из них перед вами, скажут номер и дата на листе или проверка файла."
)


def is_good(verdict: Verdict) -> bool:
    """Whether the answer is what one hopes for: as it was made, and in force."""
    ended = verdict.standing is not None and verdict.standing.ended
    return verdict.state in _GOOD and not ended and not verdict.mark_warnings and not _unsound(verdict)


def stands(verdict: Verdict) -> bool:
    """Whether a file was shown that is as it was made here; whether it is in force is told beside."""
    return (verdict.document is not None and verdict.state in _AS_MADE and not verdict.mark_warnings) or (
        verdict.state in {PaperState.SIGNATURE, PaperState.SIGNED} and not _unsound(verdict)
    )


def _unsound(verdict: Verdict) -> bool:
    """Whether none of the signatures that the answer is about stands."""
    asked = verdict.state in {PaperState.SIGNATURE, PaperState.SIGNED}
    return asked and not any(_stands(item) for item in verdict.signatures)


def _stands(known: KnownSignature) -> bool:
    return known.kept.file.proves and not known.kept.file.withdrawn and not known.standing.ended


def warnings(verdict: Verdict) -> tuple[str, ...]:
    """What must not be overlooked: the document is no longer in force, a part of the file was not compared."""
    told = [verdict.standing.ended] if verdict.standing is not None and verdict.standing.ended else []
    told += [*verdict.mark_warnings, *(UNREAD.format(text=item) for item in verdict.unread)]
    return tuple(dict.fromkeys((*told, *(text for item in verdict.signatures for text in item.warnings))))


def hints(verdict: Verdict) -> tuple[str, ...]:
    """What must be said beside the headline."""
    told = [AGAINST[verdict.against]] if verdict.against else []
    if verdict.certified is not None and verdict.state is not PaperState.COPY:
        told.append(f"Файл называет себя: {_exemplar(verdict)}.")
    if verdict.certified is not None and verdict.certified.kind == SITE_COPY:
        told.append(SITE_HINT)
    elif verdict.certified is not None:
        told.append(MARK.format(text=verdict.certified.mark))
    told += _of_signatures(verdict)
    if verdict.others:
        numbers = ", ".join(f"№ {item.number} от {item.order_date:%d.%m.%Y}" for item in verdict.others)
        told.append(SAME_CODE.format(numbers=numbers))
    if verdict.signed:
        told.append(SIGNED)
    if verdict.state is PaperState.UNKNOWN:
        told.append(FOREIGN_CODE.format(code=verdict.code) if verdict.code else NO_CODE)
    if verdict.corrected:
        told.append(CORRECTED)
    if verdict.against is not None:
        told.append(NOT_COMPARED if verdict.look_compared else LOOK_NOT_COMPARED)
    return tuple(told)


def _of_signatures(verdict: Verdict) -> list[str]:
    """Of copies by their bytes, of signatures that are kept, of one that is not."""
    told = []
    if verdict.handed is not None:
        told += [HANDED, SITE_HINT] if verdict.handed.kind == SITE_COPY else [HANDED]
    for known in verdict.signatures:
        told += signature_lines(known)
    if verdict.stray is not None:
        signs = verdict.document is not None
        told += [STRAY_SIGNS if signs else STRAY_UNKNOWN, *signer_lines(verdict.stray.signers, compared=signs)]
    return [*told, NOT_CHECKED] if verdict.signatures or verdict.stray else told


def as_lines(verdict: Verdict) -> list[str]:
    """The answer as text."""
    lines = [headline(verdict), *warnings(verdict)]
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
    lines += [f"{change_place(item)}{item.title} — {item.words}" for item in verdict.look]
    return [*lines, *hints(verdict)]


def as_data(verdict: Verdict) -> dict[str, Any]:
    """The answer as values that JSON can hold."""
    return {
        "state": verdict.state.value,
        "message": headline(verdict),
        "warnings": list(warnings(verdict)),
        "hints": list(hints(verdict)),
        "code": verdict.code,
        "found_by": verdict.found_by and verdict.found_by.value,
        "against": verdict.against and verdict.against.value,
        "corrected": verdict.corrected,
        "document": verdict.document and _facts(verdict.document),
        "newer": verdict.newer and _facts(verdict.newer),
        "signed": verdict.signed,
        "certified": _kind(verdict),
        "signatures": [
            {
                "entry": item.standing.entry.id,
                "number": item.standing.entry.number,
                "file": item.kept.file.file_name,
                "signed_as": item.kept.signed_as,
                "stands": _stands(item),
                "withdrawn": item.kept.file.withdrawn,
                "owners": [signer.owner.name for signer in item.kept.signers],
            }
            for item in verdict.signatures
        ],
        "look": [
            {"kind": item.trait.kind, "new": item.new, "words": item.words, "where": item.trait.where}
            for item in verdict.look
        ],
        "differences": [_difference(item) for item in verdict.differences],
    }


def _kind(verdict: Verdict) -> str | None:
    found = verdict.handed or verdict.certified
    return found.kind if found else None


def change_place(item: LookChange) -> str:
    """The place before what is seen there, when it has one."""
    return f"{item.trait.where}: " if item.trait.where else ""


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
