"""Forms of the account pages."""

from __future__ import annotations

from wtforms import BooleanField, PasswordField, StringField

from sferum_docs.services.users.manage import Role
from sferum_docs.web.forms.fields import PageForm

_NEW = "Не короче 10 знаков. Лучше всего три-четыре слова подряд; пробелы и русские буквы можно."
_AGAIN = "Ещё раз, чтобы не ошибиться"

SCHOOL, OFFICE = "school", "office"  # for whom the program is set up


class SignInForm(PageForm):
    """Who and with what."""

    login = StringField("Имя для входа", render_kw={"autocomplete": "username"})
    password = PasswordField("Пароль", render_kw={"autocomplete": "current-password"})


class PasswordForm(PageForm):
    """The present password and the new one twice."""

    current = PasswordField("Нынешний пароль", render_kw={"autocomplete": "current-password"})
    new = PasswordField("Новый пароль", description=_NEW, render_kw={"autocomplete": "new-password"})
    again = PasswordField(_AGAIN, render_kw={"autocomplete": "new-password"})


class ReminderForm(PageForm):
    """Whether one wants letters, and where."""

    wanted = BooleanField("Присылать напоминания о сроках")
    address = StringField(
        "Адрес электронной почты",
        description="В письме нет имён: только что сделать и к какому дню. Адрес видите только вы.",
        render_kw={"maxlength": 254, "autocomplete": "email"},
    )  # fmt: skip


class SetupForm(PageForm):
    """The first person of an installation."""

    code = StringField("Код установки", description="Двенадцать знаков: они напечатаны в окне, где запущена программа.")
    name = StringField("Фамилия, имя, отчество", render_kw={"autocomplete": "name"})
    login = StringField("Имя для входа", description="Например: магомедова", render_kw={"autocomplete": "username"})
    password = PasswordField("Пароль", description=_NEW, render_kw={"autocomplete": "new-password"})
    again = PasswordField(_AGAIN, render_kw={"autocomplete": "new-password"})
    body = StringField("Где работает программа", default=SCHOOL)
    head = BooleanField("Руководитель", default=True)
    secretary = BooleanField("Секретарь", default=True)

    def roles(self) -> frozenset[Role]:
        """The roles ticked; the administrator's goes without saying, and that of whoever watches in an office."""
        ticked = (role for role in (Role.HEAD, Role.SECRETARY) if self[role.value].data)
        own = {Role.ADMINISTRATOR, Role.DISTRICT} if self.body.data == OFFICE else {Role.ADMINISTRATOR}
        return frozenset(ticked) | own
