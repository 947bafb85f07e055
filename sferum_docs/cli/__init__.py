"""The command line of the application: the same services as the pages.

A command is loaded when it is called. Together they load the whole program, two seconds of a good processor; reading a
sheet or an act needs a fifth of it.
"""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from sferum_docs.cli.faults import TypedError, speak_any_encoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask

# name → module of this room, name in it, and what `--help` says of it, so that asking loads none
COMMANDS = {
    "backup": ("installation", "backup", "Сделать копию базы и своих комплектов."),
    "build-templates": ("building", "build_templates", "Собрать шаблоны Word из их исходных текстов."),
    "bulk": ("district.bulk", "bulk", "Составить комплекты многих организаций разом."),
    "check-file": (
        "templates",
        "check_file_command",
        "Проверить готовый файл Word: цел ли он.",
    ),
    "check-gost": ("papers", "check_gost", "Проверить оформление по ГОСТ Р 7.0.97."),
    "check-pack": (
        "packs",
        "check_pack_command",
        "Проверить комплект: описание, шаблоны.",
    ),
    "check-template": ("templates", "check_template", "Проверить шаблон Word: все ошибки с местами."),
    "contact-sheet": ("packets", "contact_sheet_command", "Снять первые страницы всех документов показательной школы."),
    "demo": ("packets", "demo", "Сделать комплект документов показательной школы."),
    "doctor": ("installation", "doctor", "Проверить, всё ли есть для работы."),
    "import-pack": ("packs", "import_pack_command", "Принять комплект одним файлом ZIP."),
    "import-schools": (
        "district.import_schools",
        "import_schools",
        "Внести организации района с работниками из таблиц.",
    ),
    "load-demo": ("installation", "load_demo", "Загрузить показательную школу в пустую базу."),
    "move-files": ("installation", "move_files", "Перенести файлы документов: в папку настройки FILES"),
    "new-template": ("templates", "new_template_command", "Начать новый шаблон Word на том же бланке."),
    "packet": ("packets", "packet", "Сделать комплект документов по своему файлу."),
    "read-act": ("acts", "read_act_command", "Разобрать акт (DOCX, RTF, PDF с текстом, TXT)."),
    "read-statistics": (
        "statistics",
        "read_statistics_command",
        "Прочитать показатели из сводок (XLSX, XLS, ODS, CSV).",
    ),
    "restore": ("installation", "restore", "Восстановить копию в пустую папку."),
    "serve": ("serve", "serve", "Обновить базу и открыть приложение для браузера."),
    "tidy-files": ("installation", "tidy_files", "Убрать файлы, которых не ждёт ни один документ."),
    "upgrade": ("installation", "upgrade_command", "Обновить таблицы базы до этой версии."),
    "user": ("users", "group", "Кто входит в программу."),
    "verify": ("packets", "verify", "Проверить, сделан ли файл здесь и не меняли ли его."),
    "worker": ("district.worker", "worker", "Выполнять массовые работы и отправлять письма, пока не остановят."),
}


@contextmanager
def _in_words() -> Iterator[None]:
    """Tells a line that was typed wrong in Russian."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise TypedError(error) from error


class Commands(click.Group):
    """The commands by their names."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """What stands before the name of the command."""
        with _in_words():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """The command and what it was given."""
        with _in_words():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        del ctx
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, loaded now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, name, _help = COMMANDS[cmd_name]
        found: click.Command = getattr(import_module(f"{__name__}.{module}"), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes what each does."""
        del ctx
        with formatter.section("Команды"):
            formatter.write_dl([(name, told) for name, (_module, _name, told) in COMMANDS.items()])


class Program:
    """What commands are given: the application, put together when one first asks for it."""

    def __init__(self, create_app: Callable[[], Flask]) -> None:
        self._create_app = create_app
        self._app: Flask | None = None

    def load_app(self) -> Flask:
        """The application."""
        if self._app is None:
            self._app = self._create_app()
        return self._app


def main(create_app: Callable[[], Flask]) -> None:
    """Does what the words after the name of the program say, and ends it."""
    speak_any_encoding()  # «--help» writes before any command is loaded
    told = "Документы школы по акту. Команда --help — подробно о ней; без команды программа открывается для браузера."
    Commands(help=told)(prog_name="run.py", obj=Program(create_app))
