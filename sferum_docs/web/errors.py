"""Pages for what went wrong: what happened, why, what to do next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import Response, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.users.attempts import TooManyAttemptsError
from sferum_docs.store.database import see_anew
from sferum_docs.store.troubles import DatabaseError, trouble_of
from sferum_docs.web.current import act_words
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.protection.resend import own_typed
from sferum_docs.web.protection.sessions import ask_nobody

if TYPE_CHECKING:
    from flask import Flask


@dataclass(frozen=True, slots=True)
class Trouble:
    """The words of one error page."""

    title: str
    reason: str
    way_out: str


_BAD_REQUEST, _FORBIDDEN, _NOT_FOUND, _CONFLICT, _TOO_LARGE, _TOO_MANY, _SERVER_ERROR, _UNAVAILABLE = (
    400,
    403,
    404,
    409,
    413,
    429,
    500,
    503,
)
TROUBLES = {
    400: Trouble(
        "Запрос не разобран",
        "Браузер прислал не то, что ждёт эта страница.",
        "Вернитесь назад, обновите страницу и повторите.",
    ),
    403: Trouble(
        "Это чужой рабочий стол",
        "Этот раздел вам не открыт.",
        "Если он нужен для работы, попросите администратора добавить вам роль.",
    ),
    404: Trouble(
        "Такой страницы нет",
        "Адрес записан неверно, или документ, на который он вёл, удалён.",
        "Проверьте адрес или начните со списка {clauses}.",
    ),
    405: Trouble(
        "Так эту страницу не открыть",
        "По этому адресу только принимают заполненную форму.",
        "Откройте нужный раздел через меню.",
    ),
    413: Trouble(
        "Слишком много данных за один раз",
        "Присланное больше, чем программа принимает за один раз. Ничего не записано.",
        "Вернитесь кнопкой «Назад» и отправьте меньше.",
    ),
    429: Trouble(
        "Слишком много попыток",
        "Пароль несколько раз подряд набран неверно, и вход с этого места на время закрыт: так пароль не подобрать.",
        "Подождите и войдите снова. Если пароль забыт, новый выдаст администратор.",
    ),
    500: Trouble(
        "Сбой программы",
        "Действие не выполнено, и сохранённые данные не изменились.",
        "Повторите действие. Если сбой повторится, передайте администратору время и последние строки журнала сервера.",
    ),
}
_MB = 1024 * 1024
_SCAN = "Отсканируйте бумагу заново: 200 точек на дюйм, оттенки серого. Если листов много, разделите скан на части."
_SHEET = "Оставьте в файле один нужный лист или разделите таблицу."
_WORD = "В Word сожмите рисунки («Формат рисунка» → «Сжать рисунки», 150 точек на дюйм) и сохраните файл заново."
# what to do with a file too large, by the desk that was to take it
_SMALLER = {
    "evidence": _SCAN, "scans": _SCAN, "staff": _SHEET, "chats": _SHEET, "templates": _WORD, "own_document": _WORD,
    "gost": _WORD, "verify": _WORD, "pack": "Проверьте, тот ли это файл: комплект занимает меньше 10 МБ.",
}  # fmt: skip
_SMALLER_HERE = {"evidence.returned": _WORD}
BROKEN_PACK = Trouble(
    "В комплекте документов ошибки",
    "Комплект или его шаблоны изменены так, что работать с ними нельзя. Данные школы не пострадали.",
    "Исправьте названные места или верните прежние файлы в папку комплекта (doc_templates или instance/packs) "
    "и откройте страницу снова.",
)
LOST_FILE = Trouble(
    "Файла документа нет на месте",
    "Запись о документе цела, а его файл пропал, недоступен или изменён, поэтому не выдан.",
    "Сообщите администратору: он проверит папку файлов и вернёт файл из копии.",
)
NO_INDICATORS = Trouble(
    "Показателей здесь нет",
    "Этот акт не велит вести показатели: в его комплекте набора показателей нет.",
    "Если показатели ведутся по другому акту, откройте его в списке актов вверху страницы.",
)
NOT_YOURS = Trouble(
    "Это делает управление образования",
    "",
    "Если нужна копия ваших данных или новый комплект, обратитесь туда. Свои документы и журнал можно скачать здесь.",
)
CHANGED = Trouble(
    "Данные школы изменил кто-то другой",
    "Пока страница была открыта, их сохранили в другом окне. Ваши правки не записаны.",
    "Вернитесь кнопкой «Назад», обновите страницу и повторите правку.",
)
STALE_FORM = Trouble(
    "Форма устарела и не принята",
    "Браузер не прислал служебный файл cookie или прислал чужой: так программа отличает вашу форму от посторонней. "
    "Ничего не записано.",
    "Вернитесь кнопкой «Назад», обновите страницу и сохраните ещё раз.",
)
OFFERED_AGAIN = "Введённое не потеряно. Отправьте форму ещё раз; файл, если вы его выбирали, придётся выбрать снова."


def init_errors(app: Flask) -> None:
    """Our pages instead of the server's."""
    app.register_error_handler(SecurityError, _foreign_host)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _page_or_cause)
    app.register_error_handler(FaultsError, _faulty)
    app.register_error_handler(TooManyAttemptsError, _too_many)
    app.register_error_handler(DatabaseError, _cannot)
    app.register_error_handler(OSError, _cannot)


def _stale_form(_error: CSRFError) -> tuple[str, int]:
    typed = own_typed()
    trouble = replace(STALE_FORM, way_out=OFFERED_AGAIN) if typed else STALE_FORM
    return render_template("error.html", trouble=trouble, code=400, typed=typed), 400


def _faulty(error: FaultsError) -> tuple[str, int]:
    if any(fault.code == "school_changed" for fault in error.faults):
        return render_template("error.html", trouble=CHANGED, code=_CONFLICT), _CONFLICT
    if all(fault.code.startswith("document_file_") for fault in error.faults):
        return render_template("error.html", trouble=LOST_FILE, code=_UNAVAILABLE, faults=error.faults), _UNAVAILABLE
    if any(fault.code == "no_indicators" for fault in error.faults):
        return render_template("error.html", trouble=NO_INDICATORS, code=_NOT_FOUND, with_menu=True), _NOT_FOUND
    closed = next((fault for fault in error.faults if fault.code == "installation_of_office"), None)
    if closed is not None:
        trouble = replace(NOT_YOURS, reason=closed.sentence())
        return render_template("error.html", trouble=trouble, code=_FORBIDDEN, with_menu=True), _FORBIDDEN
    return render_template("error.html", trouble=BROKEN_PACK, code=_UNAVAILABLE, faults=error.faults), _UNAVAILABLE


def _cannot(error: Exception) -> tuple[str, int]:
    """The disk is full, the database is locked: said as it is, on a page that asks the database nothing."""
    see_anew()
    code = trouble_of(error)
    if code is None:
        raise error
    ask_nobody()
    current_app.logger.error("%s: %s", code, type(error).__name__)
    trouble = Trouble("Сейчас это не выполнить", Fault(code).sentence(), "Набранное вернёт кнопка «Назад».")
    return render_template("error.html", trouble=trouble, code=_UNAVAILABLE), _UNAVAILABLE


def _too_many(error: TooManyAttemptsError) -> tuple[str, int]:
    wait, trouble = counted(error.minutes, "минуту", "минуты", "минут"), TROUBLES[_TOO_MANY]
    trouble = replace(trouble, way_out=trouble.way_out.replace("Подождите", f"Подождите {wait}"))
    return render_template("error.html", trouble=trouble, code=_TOO_MANY), _TOO_MANY


def _foreign_host(_error: SecurityError) -> Response:
    # no address can be built for a host that is not ours, so no page of the frame either
    port = request.environ.get("SERVER_PORT", "8000")
    words = (
        f"Программа отвечает только по своему адресу, на этом компьютере: http://127.0.0.1:{port}/. "
        "Откройте её по нему. Другие имена компьютера перечисляет настройка TRUSTED_HOSTS.\n"
    )
    return Response(words, 400, content_type="text/plain; charset=utf-8")


def _page_or_cause(error: HTTPException) -> tuple[str, int] | HTTPException:
    """The page of this error; where the database falls silent while its menu is drawn, that is told."""
    try:
        return _page(error)
    except (DatabaseError, OSError) as trouble:
        return _cannot(trouble)


def _page(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or 500
    if error.response is not None or code < _BAD_REQUEST:  # a redirect is no error
        return error
    trouble = TROUBLES.get(code, TROUBLES[_BAD_REQUEST if code < _SERVER_ERROR else _SERVER_ERROR])
    if code >= _SERVER_ERROR:
        ask_nobody()  # what failed may be the database, or a page that told of it
    if code == _TOO_LARGE:
        trouble = _too_large(trouble)
    if code == _NOT_FOUND:
        words = act_words()
        trouble = replace(trouble, way_out=trouble.way_out.format(clauses=words.of(words.clause.many.genitive)))
    return render_template("error.html", trouble=trouble, code=code, with_menu=code < _SERVER_ERROR), code


def _too_large(trouble: Trouble) -> Trouble:
    """The advice for what was sent, and how much the address takes."""
    advice = _SMALLER_HERE.get(request.endpoint or "") or _SMALLER.get(request.blueprint or "", "")
    limit = request.max_content_length or 0
    if (request.content_length or 0) > limit:  # else there are too many fields
        words = f"Файл больше {limit // _MB} МБ: столько за один раз не принимается. Ничего не записано."
        trouble = replace(trouble, reason=words)
    return replace(trouble, way_out=f"Вернитесь кнопкой «Назад». {advice}") if advice else trouble
