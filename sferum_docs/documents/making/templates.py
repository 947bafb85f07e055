"""The template of a document that is in force: read, compiled, in the look of the school."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.docengine import TemplateError, bookmarks, compile_template
from sferum_docs.documents.making.page_setup import with_page_setup
from sferum_docs.documents.tags.vocabulary import vocabulary
from sferum_docs.reading.faults import Fault, FaultsError, retold

if TYPE_CHECKING:
    from pathlib import Path

    from sferum_docs.docengine import Bookmark, Template
    from sferum_docs.packs.model import DocumentSpec, FieldSpec
    from sferum_docs.packs.roles import Roles
    from sferum_docs.schools.model import School


def template_bytes(spec: DocumentSpec, school: School) -> bytes:
    """The template of a document in the look of the school. FaultsError when it cannot be read or has mistakes."""
    content, _template = template_in_force(spec)
    try:
        return with_page_setup(content, school.margins, school.layout)
    except Exception as error:  # an uploaded template may break it in ways nobody lists
        raise FaultsError([Fault("template_unreadable", spec.template.name)]) from error


def original_template(spec: DocumentSpec) -> bytes:
    """The template in force as it was made or uploaded, without the look of the school."""
    if spec.own_template is not None:
        return spec.own_template
    if spec.built is not None:
        return spec.built
    facts = spec.template.stat()
    return _read(spec.template, facts.st_mtime_ns, facts.st_size)


def template_in_force(spec: DocumentSpec) -> tuple[bytes, Template]:
    """Its bytes, and what they compile to; a file of a pack may change while the program runs. FaultsError."""
    try:
        content = original_template(spec)
        return content, compiled(content, spec.fields, spec.roles, spec.for_office)
    except OSError as error:
        raise FaultsError([Fault("template_unreadable", spec.template.name)]) from error
    except TemplateError as error:
        raise FaultsError(to_faults(error, spec)) from error


def names_in_force(spec: DocumentSpec) -> frozenset[str]:
    """The top names that the template in force uses; none when it is broken, which its gaps tell."""
    try:
        return template_in_force(spec)[1].top_names
    except FaultsError:
        return frozenset()


def fields_in_force(spec: DocumentSpec) -> frozenset[str]:
    """All that the template in force names, with dots: «показатели.значение»; nothing when it is broken."""
    try:
        return template_in_force(spec)[1].names
    except FaultsError:
        return frozenset()


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int, _size: int) -> bytes:
    """Read once for as long as the file stays as it is."""
    return path.read_bytes()


def to_faults(error: TemplateError, spec: DocumentSpec) -> list[Fault]:
    """What is wrong with a template, as faults of the document's file."""
    return retold("bad_template", error.findings, spec.template.name)


@lru_cache(maxsize=256)
def compiled(content: bytes, fields: tuple[FieldSpec, ...], roles: Roles, office: bool = False) -> Template:
    """The template compiled against the vocabulary of its document; made once for the same bytes, wherever they lie."""
    return compile_template(content, vocabulary(fields, roles, office))


@lru_cache(maxsize=256)
def marked(content: bytes) -> tuple[Bookmark, ...]:
    """The bookmarks of a template; read once for the same bytes. TemplateError."""
    return bookmarks(content)
