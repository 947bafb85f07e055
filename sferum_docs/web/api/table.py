"""All operations and all schemas, by the part of the program that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.web.api import of_school, of_token

if TYPE_CHECKING:
    from sferum_docs.web.api.operations import Operation

# a part: its name in the document, its words, its operations
PARTS: tuple[tuple[str, str, tuple[Operation, ...]], ...] = (
    ("token", "Ключ доступа", of_token.OPERATIONS),
    ("school", "Организация и сотрудники", of_school.OPERATIONS),
)
OPERATIONS = tuple(operation for _name, _words, operations in PARTS for operation in operations)
SCHEMAS = {**of_token.SCHEMAS, **of_school.SCHEMAS}
