"""The last net: a file comes from a stranger, and whatever our libraries answer to it, the caller meets one error."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from sferum_docs.docengine.findings import TemplateError, refuse

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
Answer = TypeVar("Answer")


def caught(function: Callable[P, Answer]) -> Callable[P, Answer]:
    """The function with every error of its own kind or as «unreadable»: for what is called with a stranger's bytes."""

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> Answer:
        try:
            return function(*args, **kwargs)
        except TemplateError:
            raise
        except Exception as error:
            raise refuse("unreadable", hint=f"({type(error).__name__})") from error

    return asked
