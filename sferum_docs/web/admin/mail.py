"""Mail: the server of the installation and a test letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from wtforms import BooleanField, PasswordField, StringField, TextAreaField

from sferum_docs.mailing.model import USUAL_MB, Security, Server
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.mail.check import send_test
from sferum_docs.services.mail.server import mail_server, save_server
from sferum_docs.services.mail.server_faults import LIMITS
from sferum_docs.services.mail.state import mail_state
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.forms.changing import creates, edits
from sferum_docs.web.forms.edit_token import Kept
from sferum_docs.web.forms.fields import OpenSelect, PageForm
from sferum_docs.web.forms.form_parts import form_parts
from sferum_docs.web.forms.remarks import FieldErrors, remarks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from werkzeug.wrappers import Response

    from sferum_docs.services.mail.server import MailServer

blueprint = Blueprint("mail", __name__, url_prefix="/mail")
_WAYS = (
    (Security.STARTTLS.value, "STARTTLS (обычно порт 587)"),
    (Security.TLS.value, "SSL/TLS сразу (обычно порт 465)"),
    (Security.NONE.value, "без шифрования — только сервер своей сети"),
)
_USUAL_PORT = "587"


def _bounded(name: str) -> dict[str, Any]:
    return {"maxlength": LIMITS[name], "autocomplete": "off"}


class ServerForm(PageForm):
    """The server."""

    host = StringField(
        "Сервер исходящей почты (SMTP)", description="Например: smtp.example.ru", render_kw=_bounded("host")
    )
    port = StringField("Порт", render_kw={"inputmode": "numeric", "maxlength": 5})
    security = OpenSelect("Шифрование", options=_WAYS)
    login = StringField(
        "Имя для входа", description="Обычно полный адрес ящика. Пусто — сервер входа не спрашивает.",
        render_kw=_bounded("login"),
    )  # fmt: skip
    password = PasswordField("Пароль", render_kw={"maxlength": LIMITS["password"], "autocomplete": "new-password"})
    sender = StringField("Адрес отправителя", render_kw=_bounded("sender"))
    sender_name = StringField(
        "Имя отправителя", description="Пусто — краткое наименование организации, которая отправляет.",
        render_kw=_bounded("sender_name"),
    )  # fmt: skip
    most_mb = StringField(
        "Письмо не больше, МБ", description="Столько берёт ваш сервер; обычно 20–25.",
        render_kw={"inputmode": "numeric", "maxlength": 3},
    )  # fmt: skip
    authority = TextAreaField(
        "Свой корневой сертификат",
        description="Нужен, только если сертификату сервера этот компьютер не доверяет: текст PEM.",
        render_kw={"rows": 4},
    )
    on = BooleanField("Отправлять письма")


class TestForm(PageForm):
    """To whom a test letter goes."""

    to = StringField("Кому", description="Свой адрес: письмо нужно будет увидеть.", render_kw=_bounded("sender"))


def _kept() -> Kept:
    form = _form(_post())
    return Kept(form_parts(form, {field.id for field in form} - {"password"}), actions=("mail.server",))


@blueprint.get("")
def page() -> str:
    """The server as it is kept."""
    return _page(_form(_post()))


@blueprint.post("")
@edits(_kept)
def save() -> str | Response:
    """Keeps the server."""
    form, faults = ServerForm(), list[Fault]()
    server = _read(form, faults)
    if faults:
        return _page(form, faults)
    try:
        save_server(_key(), server, form.password.data or "", actor(), current_school_id(), on=bool(form.on.data))
    except FaultsError as error:
        return _page(form, error.faults)
    flash(
        "Сохранено. Отправьте проверочное письмо: оно покажет, всё ли верно."
        if form.on.data
        else "Сохранено. Отправка выключена."
    )
    return redirect(url_for("mail.page"), 303)


@blueprint.post("/check")
@creates(page="mail.page")
def check() -> str | Response:
    """Sends a test letter and says what became of it."""
    form = TestForm()
    try:
        trouble = send_test(_key(), form.to.data or "", actor(), current_school_id())
    except FaultsError as error:
        return _page(_form(_post()), error.faults, form)
    if trouble is None:
        flash(f"Сервер принял письмо для {form.to.data}. Посмотрите, пришло ли оно: бывает, что оно попадает в «Спам».")
        return redirect(url_for("mail.page"), 303)
    return _page(_form(_post()), [trouble.fault("to")], form, reply=trouble.reply)


def _page(form: ServerForm, faults: Sequence[Fault] = (), test: TestForm | None = None, reply: str = "") -> str:
    shown = test or TestForm(formdata=None, data={"to": current_school().requisites.email})
    told = remarks(test or form, faults) if faults else FieldErrors()
    post = _post()
    return render_template(
        "admin/mail.html", form=form, test=shown, remarks=told, post=post, reply=reply, state=mail_state(),
        fixed=post is not None and post.by_settings,
    )  # fmt: skip


def _post() -> MailServer | None:
    """The server; one that the settings name wrongly is told of by `doctor` and by whoever sends."""
    try:
        return mail_server(_key())
    except FaultsError as error:
        for fault in error.faults:
            flash(fault.message(), "warning")
        return None


def _form(post: MailServer | None) -> ServerForm:
    if post is None:
        return ServerForm(
            formdata=None, data={"port": _USUAL_PORT, "security": "starttls", "most_mb": USUAL_MB, "on": True}
        )
    names = ("host", "port", "security", "login", "sender", "sender_name", "most_mb", "authority")
    data = {name: str(getattr(post.server, name)) for name in names}
    return ServerForm(formdata=None, data={**data, "on": post.on})


def _read(form: ServerForm, faults: list[Fault]) -> Server:
    security = form.security.data or ""
    if security not in {*Security}:
        faults.append(Fault("not_a_choice", "security", {"text": security[:20], "options": "STARTTLS, SSL"}))
    return Server(
        form.host.data or "", _number(form.port, faults), Security(security) if not faults else Security.STARTTLS,
        form.sender.data or "", form.sender_name.data or "", form.login.data or "",
        (form.authority.data or "").strip(), _number(form.most_mb, faults),
    )  # fmt: skip


def _number(field: Any, faults: list[Fault]) -> int:
    text = field.data or ""
    if text.isascii() and text.isdecimal() and len(text) <= 6:  # noqa: PLR2004  the service knows the bounds
        return int(text)
    faults.append(Fault("not_a_number", field.id, {"text": text[:20]}))
    return 0


def _key() -> str:
    return str(current_app.config["SECRET_KEY"])
