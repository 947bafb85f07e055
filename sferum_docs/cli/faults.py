"""What every command answers with when it cannot: sentences and a failing exit code, never a traceback."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

import click

from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


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
