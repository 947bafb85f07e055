"""What every command answers with when it cannot: sentences and a failing exit code, never a traceback."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from typing import IO, TYPE_CHECKING, Any

import click

from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


_EXTRA = re.compile(r"extra arguments? \((.+)\)")


class BareCommand(click.Command):
    """A command that needs neither the database nor the settings; its faults are told in words."""

    def invoke(self, context: click.Context) -> Any:
        """Does the command's work."""
        speak_any_encoding()
        with answering():
            return super().invoke(context)


class Command(BareCommand):
    """A command inside the application, which is put together when the command begins."""

    def invoke(self, context: click.Context) -> Any:
        """Does the command's work."""
        context.with_resource(context.obj.load_app().app_context())
        return super().invoke(context)


class StartError(click.ClickException):
    """The application cannot be put together: one sentence in place of a traceback."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Prints the sentence."""
        speak_any_encoding()
        click.echo(self.message, file=file, err=True)


class TypedError(click.ClickException):
    """What was typed is no command of ours, or not as it wants it: in words of the program, not of its library."""

    exit_code = click.UsageError.exit_code

    def __init__(self, error: click.UsageError) -> None:
        super().__init__(_typed(error).message())
        self._asked = error.ctx.command_path if error.ctx else "run.py"

    def show(self, file: IO[Any] | None = None) -> None:
        """Prints the sentence and where more is told."""
        speak_any_encoding()
        click.echo(f"{self.message}\nПодробно: {self._asked} --help", file=file, err=True)


def _typed(error: click.UsageError) -> Fault:
    """What is wrong with the line, as a fault."""
    if isinstance(error, click.NoSuchOption):
        return Fault("typed_option", values={"text": error.option_name, "near": _near(error.possibilities or ())})
    if isinstance(error, click.exceptions.NoSuchCommand):
        group = error.ctx.command if error.ctx else None
        known = group.list_commands(error.ctx) if error.ctx and isinstance(group, click.Group) else ()
        near = _near(get_close_matches(error.command_name, known))
        return Fault("typed_command", values={"text": error.command_name, "near": near})
    param = getattr(error, "param", None)
    name = param.opts[0] if isinstance(param, click.Option) else str(param.human_readable_name if param else "")
    if isinstance(error, click.MissingParameter):
        return Fault("typed_missing", values={"text": name})
    if isinstance(error, click.BadParameter):
        return Fault("typed_value", name, {"wanted": _wanted(param.type if param else None)})
    if isinstance(error, click.BadOptionUsage):
        return Fault("typed_empty", values={"text": error.option_name})
    extra = _EXTRA.search(error.format_message())
    return Fault("typed_extra", values={"text": extra[1]}) if extra else Fault("typed_otherwise")


def _near(names: Sequence[str]) -> str:
    return f" Похоже: {', '.join(names)}." if names else ""


def _wanted(kind: object) -> str:
    if isinstance(kind, click.Choice):
        return f"одно из: {', '.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return f"целое число от {kind.min} до {kind.max}"
    if isinstance(kind, click.Path):
        return "путь к файлу, а не папка" if not kind.dir_okay else "путь к папке" if not kind.file_okay else "путь"
    return "целое число" if kind is click.INT else "другое значение"


@contextmanager
def starting() -> Iterator[None]:
    """Turns what keeps the application from starting into a StartError."""
    try:
        yield
    except FaultsError as error:
        raise StartError("\n".join(fault.message() for fault in error.faults)) from error
    except Exception as error:
        code = _trouble_of(error)
        if code is None:
            raise
        raise StartError(Fault(code).sentence()) from error


@contextmanager
def answering() -> Iterator[None]:
    """Turns faults into sentences and a failing exit code."""
    try:
        yield
    except FaultsError as error:
        _tell(error.faults)
    except (click.exceptions.Exit, click.Abort, click.ClickException):
        raise
    except Exception as error:
        code = _trouble_of(error)
        if code is None:  # a mistake of ours: its trace is what we need
            raise
        _tell([Fault(code)])


@contextmanager
def naming(places: Mapping[str, str]) -> Iterator[None]:
    """Names the places of faults as whoever typed the command knows them."""
    try:
        yield
    except FaultsError as error:
        raise FaultsError([replace(item, place=places.get(item.place, item.place)) for item in error.faults]) from error


def speak_any_encoding() -> None:
    """Lets output that is redirected in an old encoding lose a sign instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _tell(faults: Sequence[Fault]) -> None:
    for fault in faults:
        click.echo(fault.message(), err=True)
    click.echo(f"Ошибок: {len(faults)}. Ничего не записано.", err=True)
    sys.exit(1)


def _trouble_of(error: Exception) -> str | None:
    from sferum_docs.store.troubles import trouble_of  # noqa: PLC0415  loads SQLAlchemy to ask what few commands raise

    return trouble_of(error)
