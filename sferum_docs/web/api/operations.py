"""What programs may ask: one declaration of each operation. Routes, checks, answers and the document come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask import Response

    from sferum_docs.schools.fields.declaration import SchoolField
    from sferum_docs.services.installation.audit import Actor
    from sferum_docs.services.users.tokens import AccessToken, Scope
    from sferum_docs.web.api.schemas import Schema

ROOT = "/api/v1"


@dataclass(frozen=True, slots=True)
class Call:
    """A request of a program that was let in: whose it is, what stands in its address and in its body."""

    token: AccessToken
    by: Actor
    values: Mapping[str, Any]  # of the path
    query: Mapping[str, Any]
    body: Any = None

    @property
    def school_id(self) -> int:
        """The body that the token is for."""
        return self.token.school_id


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: a value as JSON, or a file; `location` of what was made."""

    value: Any = None
    location: str = ""
    file: Response | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    `scope` None: any token. `state` is what the ETag is of: who changes it must name the ETag of what she has seen.
    `keyed`: makes something new, so its sender must name a key by which a second sending is known.
    `media`: of a file.
    """

    id: str
    method: str
    path: str
    scope: Scope | None
    title: str
    answer: Callable[[Call], Answer]
    gives: Schema | None
    about: str = ""
    takes: Schema | None = None
    query: tuple[SchoolField, ...] = ()
    state: Callable[[Call], object] | None = None
    keyed: bool = False
    status: int = 200
    media: str = ""
    example: Any = None
    arguments: Mapping[str, str] = field(default_factory=dict)  # of the path, in words

    @property
    def endpoint(self) -> str:
        """The name of its view within the blueprint.

        >>> Operation("school.read", "GET", "/school", None, "", lambda _call: Answer(), None).endpoint
        'school_read'
        """
        return self.id.replace(".", "_")

    @property
    def changes(self) -> bool:
        """Whether it writes over something."""
        return self.state is not None and self.method != "GET"
